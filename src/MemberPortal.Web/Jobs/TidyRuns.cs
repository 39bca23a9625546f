using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Jobs;

/// <summary>Forgets all but each job's latest runs, and failures that were mended long ago.</summary>
internal sealed class TidyRuns(PortalDbContext db, IReadOnlyList<ScheduledJob> jobs, RunTally tally, TimeProvider clock) : IJob
{
    private const int Kept = 500;
    private static readonly TimeSpan FailuresAreKept = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var mendedBefore = clock.GetUtcNow().UtcDateTime - FailuresAreKept;
        tally.Done = await db.WriteAsync(
            async () =>
            {
                var forgotten = await db.FailedItems.Where(i => i.ResolvedAt < mendedBefore).ExecuteDeleteAsync(cancellationToken);
                foreach (var job in jobs)
                {
                    var runs = db.JobRuns.Where(r => r.Job == job.Name);
                    var newestForgotten = await runs.OrderByDescending(r => r.Id).Skip(Kept).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
                    forgotten += await runs.Where(r => r.Id <= newestForgotten).ExecuteDeleteAsync(cancellationToken);
                }

                return forgotten;
            },
            cancellationToken);
    }
}
