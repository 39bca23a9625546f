using Quartz;

namespace MemberPortal.Web.Jobs;

/// <summary>The default scheduler. It only says when; once-only comes from the database.</summary>
internal sealed class QuartzSchedule(ISchedulerFactory schedulers) : IRunSoon
{
    public async Task RunSoonAsync<TJob>(CancellationToken cancellationToken) where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(new JobKey(typeof(TJob).Name), cancellationToken: cancellationToken);
    }
}
