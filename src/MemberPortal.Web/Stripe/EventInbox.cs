using System.Collections.Concurrent;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;

namespace MemberPortal.Web.Stripe;

/// <summary>
/// Keeps what the provider reports, many events in one transaction: a commit waits for the disk, and whatever is reported
/// meanwhile shares the next one (5-quality.md, "Tuning decided"). An event that is there already stays as it is.
/// </summary>
internal sealed class EventInbox(IRunSoon runSoon) : IDisposable
{
    private const int AtOnce = 64;

    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Returns once the event is on the disk, put there by whoever had the turn first.</summary>
    /// <exception cref="StorageUnavailableException">It is not, nor is any other of its transaction.</exception>
    public async Task KeepAsync(PortalDbContext db, StripeEvent received, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(received);
        _arrivals.Enqueue(arrival);
        while (!arrival.Kept.Task.IsCompleted)
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                if (!arrival.Kept.Task.IsCompleted)
                    await KeepWaitingAsync(db);
            }
            finally
            {
                _turn.Release();
            }
        }

        await arrival.Kept.Task;
    }

    public void Dispose() => _turn.Dispose();

    /// <remarks>Not to be canceled by the one whose turn it is: the others' events are among them.</remarks>
    private async Task KeepWaitingAsync(PortalDbContext db)
    {
        var arrivals = new List<Arrival>();
        while (arrivals.Count < AtOnce && _arrivals.TryDequeue(out var arrival))
            arrivals.Add(arrival);

        try
        {
            await db.WriteAsync(() => db.InsertNewAsync(arrivals.ConvertAll(a => a.Received), CancellationToken.None), CancellationToken.None);
            arrivals.ForEach(arrival => arrival.Kept.SetResult());
        }
        catch (Exception failure)
        {
            arrivals.ForEach(arrival => arrival.Kept.SetException(failure));
            return;
        }

        await runSoon.RunSoonAsync<HandleStripeEvents>(CancellationToken.None);
    }

    private sealed record Arrival(StripeEvent Received)
    {
        public TaskCompletionSource Kept { get; } = new();
    }
}
