using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Brings one pending attempt on by asking. Where the provider's answer was lost, the provider is searched and nothing is
/// opened: a page whose address nobody was given takes no money, so an attempt without one is over after a while. An old
/// key is thus never used again (6-stripe.md, section 7).
/// </summary>
internal sealed class RecoverAttempt(
    PortalDbContext db, PaymentPage paymentPage, SettleAttempt settleAttempt, BillingCalendar calendar, ILogger<RecoverAttempt> log)
{
    /// <summary>Longer than any call under way may take to be seen by a search.</summary>
    private static readonly TimeSpan CallsAreOver = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PageIsForgotten = TimeSpan.FromHours(1);

    public async Task RunAsync(string attemptId, CancellationToken cancellationToken)
    {
        var attempt = await db.ChargeAttempts.AsNoTracking().SingleAsync(a => a.Id == attemptId, cancellationToken);
        if (attempt.CheckoutId is not null)
            await AskAsync(attempt, cancellationToken);
        else if (await paymentPage.FindAsync(attempt, cancellationToken) is { } checkout)
            await settleAttempt.ApplyAsync(attemptId, checkout, cancellationToken);
        else if (calendar.Now - attempt.StartedAt > CallsAreOver)
            await settleAttempt.GiveUpAsync(attemptId, cancellationToken);
    }

    private async Task AskAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        if (await settleAttempt.RunAsync(attempt.Id, cancellationToken) is not AttemptStanding.Unknown
            || calendar.Now < attempt.PageExpiresAt + PageIsForgotten)
        {
            return;
        }

        // Unknown for so long: either the provider is away, or it has no such page any more. The search tells them apart.
        if (await paymentPage.FindAsync(attempt, cancellationToken) is { } checkout)
        {
            await settleAttempt.ApplyAsync(attempt.Id, checkout, cancellationToken);
            return;
        }

        log.LogError("Attempt {Attempt} has a page that the provider does not know; it is given up", attempt.Id);
        await settleAttempt.ForgetPageAsync(attempt.Id, cancellationToken);
    }
}
