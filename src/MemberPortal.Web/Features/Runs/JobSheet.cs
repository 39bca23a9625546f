using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;

namespace MemberPortal.Web.Features.Runs;

/// <summary>One job on the page of runs.</summary>
/// <param name="Job">What and when.</param>
/// <param name="Runs">The latest that were written down, the oldest first.</param>
/// <param name="NextAt">UTC.</param>
internal sealed record JobSheet(ScheduledJob Job, IReadOnlyList<JobRun> Runs, DateTime NextAt)
{
    public JobRun? Last => Runs.Count > 0 ? Runs[^1] : null;
    public TimeSpan Longest => Runs.Max(run => run.Took);
}

/// <summary>What the administrator sees of the jobs: each with its runs, and what they could not do.</summary>
internal sealed record RunsSheet(IReadOnlyList<JobSheet> Jobs, IReadOnlyList<FailedItem> Failures);
