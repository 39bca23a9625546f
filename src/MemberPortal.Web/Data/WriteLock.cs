namespace MemberPortal.Web.Data;

/// <summary>
/// One writer at a time in this process, in the order of asking: SQLite has one write lock and serves it unfairly
/// (5-quality.md, "Learnt by measuring"). The wait is bounded.
/// </summary>
internal sealed class WriteLock(TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="StorageUnavailableException">The turn did not come in time.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(patience, cancellationToken))
            throw new StorageUnavailableException("Other writes took too long.", null);

        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
