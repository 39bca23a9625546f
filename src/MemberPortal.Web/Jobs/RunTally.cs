namespace MemberPortal.Web.Jobs;

/// <summary>What one run did, counted by whoever does it. One a scope, and so one a run.</summary>
internal sealed class RunTally
{
    /// <summary>Null where a job is run by itself, outside the runner.</summary>
    public string? Job { get; set; }

    public int Done { get; set; }
    public int Failed { get; set; }
}
