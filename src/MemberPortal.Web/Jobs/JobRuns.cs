using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Jobs;

/// <summary>The runs that were written down.</summary>
internal sealed class JobRuns(PortalDbContext db)
{
    public Task NoteAsync(JobRun run, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var before = await db.JobRuns.Where(r => r.Job == run.Job).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
            if (before is not null && run.DidNothingLike(before))
                (before.StartedAt, before.FinishedAt) = (run.StartedAt, run.FinishedAt);
            else
                db.JobRuns.Add(run);
        },
        cancellationToken);

    public Task<JobRun?> LastAsync(string job, CancellationToken cancellationToken) => db.JobRuns.AsNoTracking()
        .Where(r => r.Job == job)
        .OrderByDescending(r => r.Id)
        .FirstOrDefaultAsync(cancellationToken);
}
