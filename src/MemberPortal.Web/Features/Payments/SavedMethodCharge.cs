using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>The charge of the method on file that an attempt makes, with the member present.</summary>
internal sealed class SavedMethodCharge(PortalDbContext db, IStripe stripe, PaymentDescription description, PortalAddress address)
{
    /// <summary>Charges; repeated with the same attempt, it charges nothing more.</summary>
    /// <exception cref="StripeRefused">A plain no: nothing was charged.</exception>
    /// <exception cref="StripeUnavailable">Whether it was is not known.</exception>
    public async Task<Intent> MakeAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var holder = await db.Members.AsNoTracking()
            .Where(m => m.Id == attempt.MemberId)
            .Select(m => new
            {
                m.ProviderCustomerId,
                Kind = db.PaymentMethods.Where(p => p.ProviderMethodId == attempt.ProviderMethodId).Select(p => (PaymentMethodKind?)p.Kind).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        if (holder is not { ProviderCustomerId: { } customerId, Kind: { } kind })
            throw new StripeRefused(StatusCodes.Status404NotFound, "method_gone", param: "payment_method");   // replaced between two taps

        var charge = new NewIntent
        {
            Reference = attempt.Id,
            CustomerId = customerId,
            MethodId = attempt.ProviderMethodId!,
            MethodType = kind == PaymentMethodKind.SepaDebit ? "sepa_debit" : "card",
            AmountMinor = attempt.Amount,
            Currency = attempt.Currency,
            Description = await description.OfAsync(attempt, cancellationToken),
            ReturnUrl = address.Of($"/payments/{attempt.Id}"),
        };
        try
        {
            return await stripe.ChargeAsync(charge, attempt.Id, cancellationToken);
        }
        catch (StripeRefused refused) when (refused.Type == "idempotency_error")
        {
            // The key was used before with other words, and that may have charged: whoever finds nothing yet knows nothing.
            return await FindAsync(attempt, cancellationToken)
                ?? throw new StripeUnavailable("The provider had the attempt before and does not list it yet.", refused);
        }
    }

    /// <summary>Searches for the payment and charges nothing; null when there is none.</summary>
    public async Task<Intent?> FindAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var customerId = await db.Members.AsNoTracking()
            .Where(m => m.Id == attempt.MemberId)
            .Select(m => m.ProviderCustomerId)
            .SingleAsync(cancellationToken);

        return await stripe.FindIntentAsync(attempt.Id, customerId, AttemptAtProvider.SearchesFrom(attempt, customerId), cancellationToken);
    }
}
