using MemberPortal.Web.Organisation;
using Quartz;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// What Quartz calls: runs one of our jobs if it is due and this process holds the schedule. A stop is told to the job as
/// soon as it is asked for: Quartz tells it, if at all, when the web server has ended, which may take all the time there is.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob<TJob>(
    IReadOnlyList<ScheduledJob> jobs,
    JobRunner runner,
    ScheduleLease lease,
    SchedulePulse pulse,
    BillingCalendar calendar,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime host,
    ILogger<TJob> log) : Quartz.IJob
    where TJob : notnull, IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var job = jobs.Single(ours => ours.Job == typeof(TJob));
        try
        {
            var isOurs = lease.IsOurs();
            pulse.Beat();   // not before: a schedule that cannot ask whose turn it is stands still
            if (isOurs && await IsDueAsync(job, stop.Token))
                await runner.RunAsync(job, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It is due again at the next start.
        }
        catch (Exception failure)
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
