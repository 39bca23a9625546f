using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Somebody deleted a member in the provider's dashboard: their method went with it, and a new customer comes with the next payment.</summary>
internal sealed class CustomerDeleted(PortalDbContext db, ProviderCustomer customers, FollowMethod followMethod) : IStripeEventHandler
{
    public async Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken)
    {
        var memberId = await db.Members
            .Where(m => m.ProviderCustomerId == stripeEvent.ObjectId)
            .Select(m => (int?)m.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (memberId is not { } id)
            return false;

        var methodId = await db.PaymentMethods.Where(m => m.MemberId == id).Select(m => m.ProviderMethodId).SingleOrDefaultAsync(cancellationToken);
        if (methodId is not null)
            await followMethod.RunAsync(methodId, cancellationToken);

        await customers.ForgetAsync(id, cancellationToken);
        return true;
    }
}
