using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The page at the provider on which an attempt is paid.</summary>
internal sealed class PaymentPage(
    PortalDbContext db, IStripe stripe, ProviderCustomer customers, PortalAddress address, IStringLocalizer<Texts> texts)
{
    /// <summary>The provider refuses a name of more than 250 characters, and the number stands beside it.</summary>
    private const int LongestTitle = 200;

    /// <summary>Opens it; repeated with the same attempt, it is the same page.</summary>
    /// <exception cref="StripeRefused">A plain no: there is no page.</exception>
    /// <exception cref="StripeUnavailable">Whether there is a page is not known.</exception>
    public async Task<Checkout> OpenAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Member)
            .SingleAsync(i => i.Id == attempt.InvoiceId, cancellationToken);
        var back = address.Of($"/payments/{attempt.Id}");
        using var _ = Language.Of(attempt.Language).Use();
        var page = new NewCheckout
        {
            Reference = attempt.Id,
            CustomerId = await customers.OfAsync(invoice.Member!, cancellationToken),
            AmountMinor = attempt.Amount,
            Currency = attempt.Currency,
            Description = texts["Pay.ProviderDescription", OneLine.Of(invoice.Title, LongestTitle), invoice.Number!],
            Language = attempt.Language,
            SuccessUrl = back,
            CancelUrl = back,
            ExpiresAt = attempt.PageExpiresAt,
        };
        try
        {
            return await stripe.CreateCheckoutAsync(page, attempt.Id, cancellationToken);
        }
        catch (StripeRefused refused) when (refused.Type == "idempotency_error")
        {
            // The key was used before with other words (a new title, another public address): that page is the one.
            if (await FindAsync(attempt, cancellationToken) is { } found)
                return found;

            throw;
        }
    }

    /// <summary>Searches for it and opens nothing; null when there is none.</summary>
    public async Task<Checkout?> FindAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var customerId = await db.Invoices.AsNoTracking()
            .Where(i => i.Id == attempt.InvoiceId)
            .Select(i => i.Member!.ProviderCustomerId)
            .SingleAsync(cancellationToken);

        return await stripe.FindCheckoutAsync(attempt.Id, customerId, attempt.StartedAt.AddMinutes(-5), cancellationToken);
    }
}
