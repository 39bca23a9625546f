namespace MemberPortal.StripeSandbox.Control;

/// <summary>The faults asked for and not yet used up, first asked first used.</summary>
internal sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<(Fault Fault, int Left)> _queue = [];

    public void Add(Fault fault)
    {
        lock (_lock)
            _queue.Add((fault, fault.Times));
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
                return _queue.Sum(f => f.Left);
        }
    }

    public void Clear()
    {
        lock (_lock)
            _queue.Clear();
    }

    public Fault? Take(HttpRequest request)
    {
        lock (_lock)
        {
            var at = _queue.FindIndex(f => f.Fault.Matches(request));
            if (at < 0)
                return null;

            var (fault, left) = _queue[at];
            if (left > 1)
                _queue[at] = (fault, left - 1);
            else
                _queue.RemoveAt(at);
            return fault;
        }
    }
}
