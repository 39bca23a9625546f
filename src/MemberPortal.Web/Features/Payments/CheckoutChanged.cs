using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Something happened to a payment page or to the payment behind it: the attempt is settled by asking.</summary>
internal sealed class CheckoutChanged(PortalDbContext db, SettleAttempt settleAttempt) : IStripeEventHandler
{
    public async Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var attemptId = await db.ChargeAttempts.AsNoTracking()
            .Where(a => a.Id == stripeEvent.AttemptId || a.CheckoutId == stripeEvent.ObjectId)
            .Select(a => a.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (attemptId is null)
            return false;

        var page = stripeEvent.ObjectId.StartsWith("cs_", StringComparison.Ordinal) ? stripeEvent.ObjectId : null;
        return await settleAttempt.RunAsync(attemptId, page, cancellationToken) is AttemptStanding.Unknown
            ? throw new StripeUnavailable("The provider could not be asked about an event.")
            : true;
    }
}
