using System.Collections.Concurrent;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// The attempts whose first call to the provider this process waits for now. What is among them has not failed to come to
/// be, whatever the wall clock says: it may have been set, or the machine have slept.
/// </summary>
internal sealed class ChargesUnderWay
{
    private readonly ConcurrentDictionary<string, int> _calls = [];

    public bool Has(string attemptId) => _calls.ContainsKey(attemptId);

    /// <summary>Until what is returned is disposed of.</summary>
    public IDisposable Add(string attemptId)
    {
        _calls.AddOrUpdate(attemptId, 1, (_, calls) => calls + 1);
        return new Call(this, attemptId);
    }

    private void Remove(string attemptId)
    {
        if (_calls.AddOrUpdate(attemptId, 0, (_, calls) => calls - 1) == 0)
            _calls.TryRemove(new(attemptId, 0));   // unless one began in between
    }

    private sealed class Call(ChargesUnderWay calls, string attemptId) : IDisposable
    {
        public void Dispose() => calls.Remove(attemptId);
    }
}
