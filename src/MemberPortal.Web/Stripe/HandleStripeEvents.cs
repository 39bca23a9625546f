using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Stripe;

/// <summary>Handles all that the webhook took in and that is due, oldest first.</summary>
internal sealed class HandleStripeEvents(PortalDbContext db, Sweep sweep, TimeProvider clock) : IRetriesItems
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? first = null;
        List<string> waiting;
        do
        {
            waiting = await WaitingAsync(cancellationToken);
            if (waiting.Count == 0 || waiting[0] == first)
                return;   // nothing, or nothing of it could be noted: the next turn tries

            first = waiting[0];
            await HandleAsync(waiting, cancellationToken);
        }
        while (waiting.Count == AtOnce);
    }

    public Task RetryAsync(string item, CancellationToken cancellationToken) => HandleAsync([item], cancellationToken);

    private Task<List<string>> WaitingAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.StripeInbox.AsNoTracking()
            .Where(e => e.Outcome == EventOutcome.Waiting && e.NextTryAt <= now)
            .OrderBy(e => e.NextTryAt)
            .Select(e => e.Id)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);
    }

    private Task HandleAsync(List<string> ids, CancellationToken cancellationToken) => sweep.EachAsync<HandleStripeEvent, string>(
        ids, (handle, id) => handle.RunAsync(id, cancellationToken), cancellationToken);
}
