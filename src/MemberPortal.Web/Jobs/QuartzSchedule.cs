using Quartz;

namespace MemberPortal.Web.Jobs;

/// <summary>The default scheduler. It only says when; once-only comes from the database.</summary>
internal sealed class QuartzSchedule([FromKeyedServices(QuartzSchedule.Name)] ISchedulerFactory schedulers) : IRunSoon
{
    public const string Name = "portal";

    public async Task RunSoonAsync<TJob>(CancellationToken cancellationToken) where TJob : IJob
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(new JobKey(typeof(TJob).Name), cancellationToken: cancellationToken);
    }
}
