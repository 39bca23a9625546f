using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Runs;

/// <summary>
/// Runs a job now, or one item of it that failed, because an administrator asks for it; that is noted first. The schedule
/// may run the same job at the same time: a job is safe to run twice at once.
/// </summary>
internal sealed class RunJobByHand(
    PortalDbContext db, IReadOnlyList<ScheduledJob> jobs, JobRunner runner, TimeProvider clock, IHostApplicationLifetime host)
{
    public async Task<RunOutcomeByHand> RunAsync(string name, StaffMember by, CancellationToken cancellationToken)
    {
        if (jobs.SingleOrDefault(ours => ours.Name == name) is not { } job)
            return new RunOutcomeByHand.NoSuchJob();

        await db.WriteAsync(() => NoteAsync(job.Name, by), cancellationToken);
        return new RunOutcomeByHand.Ran(await runner.RunAsync(job, host.ApplicationStopping));
    }

    public async Task<RunOutcomeByHand> RetryAsync(int failedItemId, StaffMember by, CancellationToken cancellationToken)
    {
        var item = await db.WriteAsync(
            async () =>
            {
                var open = await db.FailedItems.SingleOrDefaultAsync(i => i.Id == failedItemId && i.ResolvedAt == null, cancellationToken);
                if (open is not null)
                    await NoteAsync($"{open.UseCase} {open.Item}", by);
                return open;
            },
            cancellationToken);
        if (item is null || jobs.SingleOrDefault(ours => ours.Name == item.Job) is not { } job)
            return new RunOutcomeByHand.NoSuchJob();

        return new RunOutcomeByHand.Ran(await runner.RetryAsync(job, item.Item, host.ApplicationStopping));
    }

    /// <summary>Whoever closes the tab does not stop the run, so it listens to the host and not to the request.</summary>
    private Task NoteAsync(string what, StaffMember by)
    {
        db.AuditLog.Add(by.Did(AuditAct.JobRun, clock.GetUtcNow().UtcDateTime, detail: what));
        return Task.CompletedTask;
    }
}

internal abstract record RunOutcomeByHand
{
    internal sealed record Ran(JobRun Run) : RunOutcomeByHand;

    internal sealed record NoSuchJob : RunOutcomeByHand;
}
