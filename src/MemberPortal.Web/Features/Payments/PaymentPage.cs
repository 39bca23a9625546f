using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The page at the provider on which an attempt is paid.</summary>
internal sealed class PaymentPage(
    PortalDbContext db, IStripe stripe, ProviderCustomer customers, PaymentDescription description, PortalAddress address)
{
    /// <summary>Opens it; repeated with the same attempt, it is the same page.</summary>
    /// <exception cref="StripeRefused">A plain no: there is no page.</exception>
    /// <exception cref="StripeUnavailable">Whether there is a page is not known.</exception>
    public async Task<Checkout> OpenAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var back = address.Of($"/payments/{attempt.Id}");
        var page = new NewCheckout
        {
            Reference = attempt.Id,
            CustomerId = await CustomerIdAsync(attempt, cancellationToken),
            CustomerEmail = attempt.ReceiptTo,
            KeepsMethod = attempt.KeepsMethod,
            AmountMinor = attempt.Amount,
            Currency = attempt.Currency,
            Description = await description.OfAsync(attempt, cancellationToken),
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
        catch (StripeRefused refused) when (refused.Param == "customer")
        {
            await customers.ForgetAsync(attempt.MemberId, cancellationToken);
            throw;
        }
    }

    /// <summary>Searches for it and opens nothing; null when there is none.</summary>
    public async Task<Checkout?> FindAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var customerId = attempt.PayLinkId is not null
            ? null
            : await db.Members.AsNoTracking()
                .Where(m => m.Id == attempt.MemberId)
                .Select(m => m.ProviderCustomerId)
                .SingleAsync(cancellationToken);

        return await stripe.FindCheckoutAsync(attempt.Id, customerId, AttemptAtProvider.SearchesFrom(attempt, customerId), cancellationToken);
    }

    /// <summary>A stranger's page is nobody's: the member's customer would show their address and cards on it.</summary>
    private async Task<string?> CustomerIdAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => attempt.PayLinkId is not null
        ? null
        : await customers.OfAsync(await db.Members.AsNoTracking().SingleAsync(m => m.Id == attempt.MemberId, cancellationToken), cancellationToken);
}
