using System.Diagnostics;
using System.Diagnostics.Metrics;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>What a collector is told of jobs: names, counts and times, no item.</summary>
internal static class JobTelemetry
{
    public const string Name = "MemberPortal.Jobs";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<int> Items = Meter.CreateCounter<int>("memberportal.job.items", "{item}", "Items done and failed.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("memberportal.job.duration", "s", "How long runs took.");

    public static void Count(JobRun run)
    {
        var job = new KeyValuePair<string, object?>("job", run.Job);
        Duration.Record(run.Took.TotalSeconds, job, new("outcome", run.Outcome.ToString()));
        if (run.Done > 0)
            Items.Add(run.Done, job, new("result", "done"));
        if (run.Failed > 0)
            Items.Add(run.Failed, job, new("result", "failed"));
    }
}
