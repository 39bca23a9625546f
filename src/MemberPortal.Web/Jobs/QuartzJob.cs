using MemberPortal.Web.Organisation;
using Quartz;

namespace MemberPortal.Web.Jobs;

/// <summary>What Quartz calls: runs one of our jobs if it is due and this process holds the schedule.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob<TJob>(
    IReadOnlyList<ScheduledJob> jobs,
    JobRunner runner,
    ScheduleLease lease,
    SchedulePulse pulse,
    BillingCalendar calendar,
    IServiceScopeFactory scopes,
    ILogger<TJob> log) : Quartz.IJob
    where TJob : notnull, IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        pulse.Beat();
        if (!lease.IsOurs())
            return;

        var job = jobs.Single(ours => ours.Job == typeof(TJob));
        try
        {
            if (await IsDueAsync(job, cancellationToken))
                await runner.RunAsync(job, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(failure, "{Job} could not be run", job.Name);
        }
    }

    private async Task<bool> IsDueAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        if (job.At is null)
            return job.IsDue(last: null, calendar);

        await using var scope = scopes.CreateAsyncScope();
        return job.IsDue(await scope.ServiceProvider.GetRequiredService<JobRuns>().LastAsync(job.Name, cancellationToken), calendar);
    }
}
