using MemberPortal.Billing.Journal;

namespace MemberPortal.Billing.Tests.Journal;

/// <summary>A member's invoice and the entries booked so far: what the portal keeps, without a database.</summary>
internal sealed class Books
{
    public static readonly Currency Nok = Currency.Of("NOK");
    public static readonly Claim SeasonFee = new(InvoiceId: 7, MemberId: 42, Nok);

    private static readonly DateTime Instant = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    private readonly List<JournalEntry> _entries = [];

    public IEnumerable<Posting> Postings => _entries.SelectMany(entry => entry.Postings);

    public long Receivable => On(AccountKind.Receivable);

    public long Held => -On(AccountKind.OverpaymentHeld);

    public long On(AccountKind account) =>
        Postings.Where(posting => posting.Account == account).Sum(posting => posting.Minor);

    public long OutstandingOf(int line) => Postings
        .Where(posting => posting.Account == AccountKind.Receivable && posting.InvoiceLineId == line)
        .Sum(posting => posting.Minor);

    public IReadOnlyList<LineOutstanding> Outstanding(IEnumerable<LineAmount> lines) =>
        [.. lines.Select(line => new LineOutstanding(line.InvoiceLineId, OutstandingOf(line.InvoiceLineId)))];

    public JournalEntry Book(JournalEntry entry)
    {
        _entries.Add(entry);
        return entry;
    }

    public static Occasion Because(string effect = "booked") =>
        new($"test:object:{effect}", Instant, Instant, "test", "test");

    public static Money Kroner(long minor) => new(minor, Nok);

    /// <summary>The postings of an entry as people would jot them down: "Cash 100, Receivable/1 -100".</summary>
    public static string Shown(JournalEntry entry) => string.Join(", ", entry.Postings.Select(posting =>
        $"{posting.Account}{(posting.InvoiceLineId is { } line ? $"/{line}" : "")} {posting.Minor}"));
}
