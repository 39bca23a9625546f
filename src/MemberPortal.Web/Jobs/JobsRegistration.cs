using Quartz;

namespace MemberPortal.Web.Jobs;

internal static class JobsRegistration
{
    /// <summary>Docker kills after ten seconds. One is left for letting go of what the portal holds.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9);

    /// <param name="services">Where the jobs themselves are registered too, scoped.</param>
    /// <param name="jobs">What runs and when.</param>
    /// <param name="clock">Of the portal.</param>
    /// <param name="runs">False leaves the jobs to be run by hand.</param>
    public static void AddSchedule(this IServiceCollection services, IReadOnlyList<ScheduledJob> jobs, TimeProvider clock, bool runs)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddSingleton(jobs);
        services.AddSingleton<JobRunner>();
        services.AddSingleton<FailedItems>();
        services.AddSingleton<ScheduleLease>();
        services.AddSingleton(provider => new SchedulePulse(provider.GetRequiredService<TimeProvider>(), runs));
        services.AddScoped<JobRuns>();
        services.AddScoped<RunTally>();
        services.AddScoped<Sweep>();
        services.AddScoped<ChunkSweep>();
        foreach (var job in jobs)
            services.AddScoped(job.Job);

        if (!runs)
        {
            services.AddSingleton<IRunSoon, NoSchedule>();
            return;
        }

        services.AddSingleton<IRunSoon, QuartzSchedule>();
        services.AddQuartz(QuartzSchedule.Name, quartz =>
        {
            quartz.UseTimeProvider(new SteadyClock(clock));   // a scheduler without a name would give it to the whole portal
            foreach (var job in jobs)
            {
                var key = new JobKey(job.Name);
                quartz.AddJob(typeof(QuartzJob<>).MakeGenericType(job.Job), detail => detail.WithIdentity(key).StoreDurably());
                quartz.AddTrigger(trigger => trigger
                    .ForJob(key)
                    .WithIdentity(job.Name)
                    .StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(job.LooksEvery).RepeatForever()));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
