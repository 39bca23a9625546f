using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Brings one pending attempt on. Where the provider's answer was lost, the call is repeated with the same key; where
/// the key may be too old for that, the provider is searched first and nothing is opened (6-stripe.md, section 7).
/// </summary>
internal sealed class RecoverAttempt(
    PortalDbContext db, StartCheckout startCheckout, SettleAttempt settleAttempt, BillingCalendar calendar)
{
    public async Task RunAsync(string attemptId, CancellationToken cancellationToken)
    {
        var attempt = await db.ChargeAttempts.AsNoTracking().SingleAsync(a => a.Id == attemptId, cancellationToken);
        if (attempt.CheckoutId is not null)
        {
            await settleAttempt.RunAsync(attemptId, cancellationToken);
            return;
        }

        try
        {
            var checkout = calendar.Now - attempt.StartedAt < StartCheckout.KeyLife
                ? await startCheckout.AskForPageAsync(attempt, cancellationToken)
                : await startCheckout.FindPageAsync(attempt, cancellationToken);

            if (checkout is null)
                await settleAttempt.GiveUpAsync(attemptId, cancellationToken);
            else
                await settleAttempt.ApplyAsync(attemptId, checkout, cancellationToken);
        }
        catch (StripeRefused)
        {
            await settleAttempt.GiveUpAsync(attemptId, cancellationToken);
        }
    }
}
