using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.Bench.NightShift;

/// <summary>How long each write held the database, from its beginning to its commit.</summary>
internal sealed class WriteTimes : DbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Guid, long> _begun = new();
    private readonly ConcurrentBag<TimeSpan> _taken = [];

    public IReadOnlyCollection<TimeSpan> Taken => _taken;

    public void Forget() => _taken.Clear();

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        _begun[eventData.TransactionId] = Stopwatch.GetTimestamp();
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_begun.TryRemove(eventData.TransactionId, out var begun))
            _taken.Add(Stopwatch.GetElapsedTime(begun));
        return Task.CompletedTask;
    }
}
