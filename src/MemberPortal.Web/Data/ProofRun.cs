namespace MemberPortal.Web.Data;

/// <summary>One proof of the books: when, and what did not hold. It changed nothing else.</summary>
internal sealed class ProofRun
{
    public int Id { get; init; }
    public required DateTime StartedAt { get; init; }
    public required DateTime FinishedAt { get; init; }

    /// <summary>How far back the provider's payments were compared; null when it could not be asked.</summary>
    public required DateTime? ComparedSince { get; init; }

    public List<ProofDifference> Differences { get; } = [];
}

/// <summary>A difference that a proof found; see <see cref="Difference"/>.</summary>
internal sealed class ProofDifference
{
    public int Id { get; init; }
    public int RunId { get; init; }
    public required Invariant Invariant { get; init; }
    public required DifferenceSubject Subject { get; init; }
    public required string? SubjectId { get; init; }
    public required string About { get; init; }
    public required string? Currency { get; init; }
    public required long? Expected { get; init; }
    public required long? Found { get; init; }

    public static ProofDifference Of(Difference difference) => new()
    {
        Invariant = difference.Invariant,
        Subject = difference.Subject,
        SubjectId = difference.SubjectId,
        About = difference.About,
        Currency = difference.Currency,
        Expected = difference.Expected,
        Found = difference.Found,
    };
}
