using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Something happened to a page on which a method is put on file: the try it belongs to is settled by asking.</summary>
internal sealed class SetupChanged(PortalDbContext db, SettleMethodSetup settleSetup) : IStripeEventHandler
{
    public async Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var setupId = await db.MethodSetups
            .Where(s => s.Id == stripeEvent.AttemptId || s.CheckoutId == stripeEvent.ObjectId)
            .Select(s => s.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (setupId is null)
            return false;

        var isItsPage = stripeEvent.ObjectId.StartsWith("cs_", StringComparison.Ordinal);
        return await settleSetup.RunAsync(setupId, isItsPage ? stripeEvent.ObjectId : null, cancellationToken) is SetupStanding.Unknown
            ? throw new StripeUnavailable("The provider could not be asked about an event.")
            : true;
    }
}
