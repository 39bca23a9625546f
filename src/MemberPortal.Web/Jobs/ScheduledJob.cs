namespace MemberPortal.Web.Jobs;

/// <summary>A job and when it runs.</summary>
internal sealed record ScheduledJob(Type Job, TimeSpan Interval)
{
    public string Name => Job.Name;

    public static ScheduledJob Every<TJob>(TimeSpan interval) where TJob : IJob => new(typeof(TJob), interval);
}
