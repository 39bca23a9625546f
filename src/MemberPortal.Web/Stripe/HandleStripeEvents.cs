using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Stripe;

/// <summary>Handles what the webhook took in, oldest first.</summary>
internal sealed class HandleStripeEvents(PortalDbContext db, Sweep sweep, TimeProvider clock) : IRetriesItems
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = await db.StripeInbox.AsNoTracking()
            .Where(e => e.Outcome == EventOutcome.Waiting && e.NextTryAt <= now)
            .OrderBy(e => e.NextTryAt)
            .Select(e => e.Id)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);

        await HandleAsync(waiting, cancellationToken);
    }

    public Task RetryAsync(string item, CancellationToken cancellationToken) => HandleAsync([item], cancellationToken);

    private Task HandleAsync(List<string> ids, CancellationToken cancellationToken) => sweep.EachAsync<HandleStripeEvent, string>(
        ids, (handle, id) => handle.RunAsync(id, cancellationToken), cancellationToken);
}
