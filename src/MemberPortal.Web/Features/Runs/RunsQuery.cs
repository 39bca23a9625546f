using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Runs;

internal sealed class RunsQuery(PortalDbContext db, IReadOnlyList<ScheduledJob> jobs, BillingCalendar calendar)
{
    private const int Runs = 24;
    private const int Failures = 100;

    public async Task<RunsSheet> RunAsync(CancellationToken cancellationToken)
    {
        var sheets = new List<JobSheet>();
        foreach (var job in jobs)
        {
            var runs = await db.JobRuns.AsNoTracking()
                .Where(run => run.Job == job.Name)
                .OrderByDescending(run => run.Id)
                .Take(Runs)
                .ToListAsync(cancellationToken);
            runs.Reverse();
            sheets.Add(new(job, runs, job.NextAfter(calendar.Now, calendar)));
        }

        return new(
            sheets,
            await db.FailedItems.AsNoTracking()
                .Where(item => item.ResolvedAt == null)
                .OrderByDescending(item => item.LastAt)
                .Take(Failures)
                .ToListAsync(cancellationToken));
    }
}
