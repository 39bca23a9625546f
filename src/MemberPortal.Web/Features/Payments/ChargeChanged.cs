using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Something happened to a payment page or to a payment: the attempt it belongs to is settled by asking.</summary>
internal sealed class ChargeChanged(PortalDbContext db, SettleAttempt settleAttempt) : IStripeEventHandler
{
    public async Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var id = stripeEvent.ObjectId;
        var attempt = await db.ChargeAttempts.AsNoTracking()
            .Where(a => a.Id == stripeEvent.AttemptId || a.CheckoutId == id || a.PaymentIntentId == id)
            .Select(a => new { a.Id, a.Way })
            .FirstOrDefaultAsync(cancellationToken);
        if (attempt is null)
            return false;

        var isItsOwn = id.StartsWith(attempt.Way == AttemptWay.Page ? "cs_" : "pi_", StringComparison.Ordinal);
        return await settleAttempt.RunAsync(attempt.Id, isItsOwn ? id : null, cancellationToken) is AttemptStanding.Unknown
            ? throw new StripeUnavailable("The provider could not be asked about an event.")
            : true;
    }
}
