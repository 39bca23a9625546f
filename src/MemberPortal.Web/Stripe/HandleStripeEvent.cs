using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Stripe;

/// <summary>
/// Hands one event to those who listen to its type, until one knows its object. One that fails, or whose object is not known yet, is looked at again
/// after a growing pause, for three days as Stripe does.
/// </summary>
internal sealed class HandleStripeEvent(PortalDbContext db, IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        var stripeEvent = await db.StripeInbox.AsNoTracking().SingleAsync(e => e.Id == id, cancellationToken);
        var handlers = services.GetKeyedServices<IStripeEventHandler>(stripeEvent.Type).ToList();
        if (handlers.Count == 0)
        {
            await NoteAsync(id, EventOutcome.Ignored, cancellationToken);
            return;
        }

        var ours = false;
        try
        {
            foreach (var handler in handlers)
                ours = ours || await handler.HandleAsync(stripeEvent, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await PostponeAsync(id, EventOutcome.GivenUp, cancellationToken);
            throw;
        }

        if (ours)
            await NoteAsync(id, EventOutcome.Handled, cancellationToken);
        else
            await PostponeAsync(id, EventOutcome.Ignored, cancellationToken);
    }

    private Task PostponeAsync(string id, EventOutcome inTheEnd, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var stripeEvent = await db.StripeInbox.SingleAsync(e => e.Id == id, cancellationToken);
            stripeEvent.Tries++;
            stripeEvent.NextTryAt = now + Pause(stripeEvent.Tries);
            if (now - stripeEvent.ReceivedAt > Patience)
                (stripeEvent.Outcome, stripeEvent.HandledAt) = (inTheEnd, now);
        },
        cancellationToken);

    private Task NoteAsync(string id, EventOutcome outcome, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var stripeEvent = await db.StripeInbox.SingleAsync(e => e.Id == id, cancellationToken);
            stripeEvent.Tries++;
            (stripeEvent.Outcome, stripeEvent.HandledAt) = (outcome, clock.GetUtcNow().UtcDateTime);
        },
        cancellationToken);

    private static TimeSpan Pause(int tries)
    {
        var pause = TimeSpan.FromSeconds(10 * (1 << Math.Min(tries, 10)));
        return pause < LongestPause ? pause : LongestPause;
    }
}
