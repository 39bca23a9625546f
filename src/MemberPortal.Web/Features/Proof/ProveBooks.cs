using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Proof;

/// <summary>
/// Proves the books: asks every invariant, and the provider, and writes down what does not hold, by night and whenever an
/// administrator wants to know. It mends nothing. While the provider cannot be asked, the rest is proved and the schedule
/// tries again.
/// </summary>
internal sealed class ProveBooks(
    PortalDbContext db, CompareWithProvider compare, ProofMail mail, RunTally tally, BillingCalendar calendar, ILogger<ProveBooks> log) : IJob
{
    private const int KeptRuns = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var startedAt = calendar.Now;
        var differences = await db.DifferencesAsync(startedAt, cancellationToken);
        tally.Done += Invariants.Count;
        var comparison = await CompareAsync(cancellationToken);
        differences.AddRange(comparison?.Differences ?? []);

        await db.WriteAsync(
            async () =>
            {
                var run = new ProofRun { StartedAt = startedAt, FinishedAt = calendar.Now, ComparedSince = comparison?.Since };
                run.Differences.AddRange(differences.Select(ProofDifference.Of));
                await ForgetAsync(cancellationToken);
                db.ProofRuns.Add(run);
                if (differences.Count > 0)
                    await mail.QueueAsync(run, cancellationToken);
            },
            cancellationToken);
        log.LogInformation("Books proved: {Differences} differences", differences.Count);
    }

    private async Task<Comparison?> CompareAsync(CancellationToken cancellationToken)
    {
        try
        {
            var comparison = await compare.RunAsync(cancellationToken);
            tally.Done++;
            return comparison;
        }
        catch (Exception unanswered) when (unanswered is StripeUnavailable or StripeRefused)
        {
            tally.Failed++;
            return null;
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var newestForgotten = await db.ProofRuns.OrderByDescending(r => r.Id).Skip(KeptRuns - 1).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        await db.ProofRuns.Where(r => r.Id <= newestForgotten).ExecuteDeleteAsync(cancellationToken);
    }
}
