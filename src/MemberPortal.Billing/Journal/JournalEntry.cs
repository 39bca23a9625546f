namespace MemberPortal.Billing.Journal;

/// <summary>
/// A movement of money (3-money.md). It exists only balanced, and is never edited or deleted: a correction is another
/// entry. Its key is unique, so that a cause reported twice is booked once.
/// </summary>
public sealed class JournalEntry
{
    private readonly List<Posting> _postings = [];

    private JournalEntry() { }

    public long Id { get; private init; }

    /// <summary><c>kind:provider object:effect</c>.</summary>
    public string Key { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime HappenedAt { get; private init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; private init; }

    public string By { get; private init; } = "";
    public string What { get; private init; } = "";
    public IReadOnlyList<Posting> Postings => _postings;

    /// <summary>
    /// Refuses fewer than two postings, a posting of nothing, a sum per currency that is not zero, instants that are
    /// not UTC, and a key, author or purpose that is not said.
    /// </summary>
    public static JournalEntry Of(Occasion occasion, IEnumerable<Posting> postings)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        ArgumentNullException.ThrowIfNull(postings);
        var entry = new JournalEntry
        {
            Key = occasion.Key,
            HappenedAt = occasion.HappenedAt,
            RecordedAt = occasion.RecordedAt,
            By = occasion.By,
            What = occasion.What,
        };
        entry._postings.AddRange(postings);

        return entry.FirstFault() is { } fault
            ? throw new ArgumentException($"The entry '{occasion.Key}' {fault}.")
            : entry;
    }

    private string? FirstFault() => this switch
    {
        _ when !Occasion.IsKey(Key) => "has a key that is not kind:provider object:effect",
        _ when string.IsNullOrWhiteSpace(By) => "does not say who booked it",
        _ when string.IsNullOrWhiteSpace(What) => "does not say what for",
        _ when HappenedAt.Kind != DateTimeKind.Utc => "did not happen in UTC",
        _ when RecordedAt.Kind != DateTimeKind.Utc => "was not recorded in UTC",
        { Postings.Count: < 2 } => "has fewer than two postings",
        _ when Postings.Any(posting => posting.Minor == 0) => "has a posting of nothing",
        _ when Unbalanced() is { } currency => $"does not sum to zero in {currency}",
        _ => null,
    };

    private string? Unbalanced() => Postings
        .GroupBy(posting => posting.Currency)
        .FirstOrDefault(side => side.Aggregate(Int128.Zero, (sum, posting) => sum + posting.Minor) != 0)?
        .Key;
}
