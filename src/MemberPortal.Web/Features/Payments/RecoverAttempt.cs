using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Brings one pending attempt on by asking. Where the provider's answer was lost, the provider is searched and nothing is
/// opened or charged: an attempt that it knows nothing of is over after a while. An old key is thus never used again
/// (6-stripe.md, section 7). A bank's question that nobody answers is given up when its time is over.
/// </summary>
internal sealed class RecoverAttempt(
    PortalDbContext db,
    AttemptAtProvider provider,
    SettleAttempt settleAttempt,
    ChargesUnderWay underWay,
    BillingCalendar calendar,
    ILogger<RecoverAttempt> log)
{
    /// <summary>Longer than any call under way may take to be seen by a search.</summary>
    private static readonly TimeSpan CallsAreOver = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PageIsForgotten = TimeSpan.FromHours(1);

    public async Task RunAsync(string attemptId, CancellationToken cancellationToken)
    {
        var attempt = await db.ChargeAttempts.AsNoTracking().SingleAsync(a => a.Id == attemptId, cancellationToken);
        if (attempt.IsKnownToProvider)
            await AskAsync(attempt, cancellationToken);
        else
            await LookForAsync(attempt, cancellationToken);
    }

    /// <summary>For an attempt that the provider has not named.</summary>
    public async Task LookForAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        if (await provider.FindAsync(attempt, cancellationToken) is { } report)
            await settleAttempt.ApplyAsync(attempt.Id, report, cancellationToken);
        else if (calendar.Now - attempt.StartedAt > CallsAreOver && !underWay.Has(attempt.Id))
            await settleAttempt.GiveUpAsync(attempt.Id, cancellationToken);
    }

    private async Task AskAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var standing = await settleAttempt.RunAsync(attempt.Id, cancellationToken);
        if (attempt.Way == AttemptWay.SavedMethod && calendar.Now >= attempt.PageExpiresAt
            && standing is AttemptStanding.NeedsConfirmation or AttemptStanding.Unknown)
        {
            standing = await settleAttempt.CloseAsync(attempt.Id, cancellationToken);   // a page ends by itself, a charge does not
        }

        if (standing is not AttemptStanding.Unknown { ProviderHasNone: true } || calendar.Now < attempt.PageExpiresAt + PageIsForgotten)
            return;

        if (await provider.FindAsync(attempt, cancellationToken) is { } report)
        {
            await settleAttempt.ApplyAsync(attempt.Id, report, cancellationToken);
            return;
        }

        log.LogError("Attempt {Attempt} has a page that the provider does not know; it is given up", attempt.Id);
        await settleAttempt.ForgetPageAsync(attempt.Id, cancellationToken);
    }
}
