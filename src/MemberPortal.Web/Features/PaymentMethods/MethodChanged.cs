using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Something happened to a method at the provider. One that is off the file already needs nothing any more.</summary>
internal sealed class MethodChanged(PortalDbContext db, FollowMethod followMethod) : IStripeEventHandler
{
    public async Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        if (!await db.PaymentMethods.AnyAsync(m => m.ProviderMethodId == stripeEvent.ObjectId, cancellationToken))
            return await db.RetiredMethods.AnyAsync(r => r.ProviderMethodId == stripeEvent.ObjectId, cancellationToken);

        await followMethod.RunAsync(stripeEvent.ObjectId, cancellationToken);
        return true;
    }
}
