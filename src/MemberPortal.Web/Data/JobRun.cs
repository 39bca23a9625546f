namespace MemberPortal.Web.Data;

internal enum RunOutcome
{
    Succeeded,

    /// <summary>Some of its items failed; the others are done.</summary>
    PartlyFailed,

    /// <summary>The job itself broke off.</summary>
    Failed,
}

/// <summary>
/// One run of a job, written when it has ended: a run that was killed leaves no row and is due again. A run that did
/// nothing and ended like the one before takes that one's row, so a job of every few seconds does not fill the table.
/// </summary>
internal sealed class JobRun
{
    public int Id { get; init; }
    public required string Job { get; init; }
    public required DateTime StartedAt { get; set; }
    public required DateTime FinishedAt { get; set; }
    public required RunOutcome Outcome { get; init; }

    /// <summary>Items that were done.</summary>
    public required int Done { get; init; }

    /// <summary>Items that failed: <see cref="FailedItem"/>.</summary>
    public required int Failed { get; init; }

    /// <summary>The type of what broke the job off, never its message, which may name people.</summary>
    public string? Error { get; init; }

    public TimeSpan Took => FinishedAt - StartedAt;

    public bool DidNothingLike(JobRun before) =>
        Done == 0 && before.Done == 0 && (Outcome, Failed, Error) == (before.Outcome, before.Failed, before.Error);
}
