using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Makes a member known to the provider, once: the call's key is the member's own, so a repeat finds the same one.</summary>
internal sealed class ProviderCustomer(PortalDbContext db, IStripe stripe)
{
    /// <summary>The provider refuses a name of more than 256 characters.</summary>
    private const int LongestName = 200;

    /// <returns>The provider's id of the member; null for a member without a usable address, whom it is not told of.</returns>
    public async Task<string?> OfAsync(Member member, CancellationToken cancellationToken)
    {
        if (member.ProviderCustomerId is { } known)
            return known;

        if (!MailAddresses.IsUsable(member.Email))
            return null;

        var customer = new NewCustomer
        {
            Reference = $"member:{member.ProviderKey:N}",
            Name = OneLine.Of(member.Name, LongestName),
            Email = member.Email!,
            Language = member.Language,
        };
        var id = await stripe.CreateCustomerAsync(customer, $"customer:{member.ProviderKey:N}", cancellationToken);

        await db.WriteAsync(
            async () => (await db.Members.SingleAsync(m => m.Id == member.Id, cancellationToken)).ProviderCustomerId = id,
            cancellationToken);
        return id;
    }
}
