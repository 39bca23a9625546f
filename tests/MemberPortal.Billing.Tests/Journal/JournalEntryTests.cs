using MemberPortal.Billing.Journal;

namespace MemberPortal.Billing.Tests.Journal;

public sealed class JournalEntryTests
{
    private static readonly Currency Nok = Currency.Of("NOK");
    private static readonly DateTime Instant = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Occasion Occasion = new("payment:pi_1:received", Instant, Instant, "system", "payment");

    [Fact]
    public void A_balanced_entry_keeps_what_it_was_told()
    {
        var entry = JournalEntry.Of(Occasion, [Cash(100), Revenue(-100)]);

        Assert.Equal(
            ("payment:pi_1:received", Instant, Instant, "system", "payment"),
            (entry.Key, entry.HappenedAt, entry.RecordedAt, entry.By, entry.What));
        Assert.Equal([(AccountKind.Cash, "NOK", 100L), (AccountKind.Revenue, "NOK", -100L)],
            entry.Postings.Select(posting => (posting.Account, posting.Currency, posting.Minor)));
    }

    [Fact]
    public void What_does_not_balance_is_refused()
    {
        var dollar = Posting.Of(AccountKind.Revenue, new Money(-100, Currency.Of("USD")));

        Refused("sum to zero in NOK", Cash(100), Revenue(-99));
        Refused("sum to zero in NOK", Cash(100), dollar);
        Refused("sum to zero in NOK", Cash(long.MaxValue), Cash(long.MaxValue), Revenue(2));
        Refused("fewer than two");
        Refused("fewer than two", Cash(100));
        Refused("of nothing", Cash(100), Revenue(-100), Cash(0));
    }

    [Fact]
    public void Two_currencies_balance_each_for_itself()
    {
        var usd = Currency.Of("USD");

        Assert.Equal(4, JournalEntry.Of(Occasion,
        [
            Cash(100), Revenue(-100),
            Posting.Of(AccountKind.Cash, new Money(7, usd)), Posting.Of(AccountKind.Revenue, new Money(-7, usd)),
        ]).Postings.Count);
    }

    [Theory]
    [InlineData(DateTimeKind.Local)]
    [InlineData(DateTimeKind.Unspecified)]
    public void An_instant_that_is_not_utc_is_refused(DateTimeKind kind)
    {
        var elsewhere = DateTime.SpecifyKind(Instant, kind);

        Refused("happen in UTC", Occasion with { HappenedAt = elsewhere });
        Refused("recorded in UTC", Occasion with { RecordedAt = elsewhere });
    }

    [Theory]
    [InlineData("")]
    [InlineData("payment")]
    [InlineData("payment:pi_1")]
    [InlineData("payment::received")]
    [InlineData("payment:pi_1: ")]
    public void A_key_that_is_not_whole_is_refused(string key) => Refused("key", Occasion with { Key = key });

    [Fact]
    public void Who_and_what_for_are_said()
    {
        Refused("who", Occasion with { By = " " });
        Refused("what for", Occasion with { What = "" });
    }

    [Fact]
    public void A_key_is_made_of_its_parts()
    {
        Assert.Equal("payment:pi_1:received", Occasion.KeyOf("payment", "pi_1", "received"));
        Assert.Equal("bank:file:7:12:received", Occasion.KeyOf("bank", "file:7:12", "received"));
        Assert.Throws<ArgumentException>(() => Occasion.KeyOf("payment", "", "received"));
        Assert.Throws<ArgumentException>(() => Occasion.KeyOf("pay:ment", "pi_1", "received"));
    }

    [Theory]
    [InlineData(AccountKind.Receivable)]
    [InlineData(AccountKind.Balance)]
    [InlineData(AccountKind.OverpaymentHeld)]
    [InlineData(AccountKind.Refunds)]
    [InlineData(AccountKind.InPayout)]
    public void An_account_of_somebody_says_whose_it_is(AccountKind account) =>
        Assert.Throws<ArgumentException>(() => Posting.Of(account, new Money(1, Nok)));

    [Fact]
    public void A_receivable_names_its_line_too() =>
        Assert.Throws<ArgumentException>(() => Posting.Of(AccountKind.Receivable, new Money(1, Nok), invoiceId: 7));

    private static Posting Cash(long minor) => Posting.Of(AccountKind.Cash, new Money(minor, Nok));

    private static Posting Revenue(long minor) => Posting.Of(AccountKind.Revenue, new Money(minor, Nok));

    private static void Refused(string why, params Posting[] postings) =>
        Assert.Contains(
            why,
            Assert.Throws<ArgumentException>(() => JournalEntry.Of(Occasion, postings)).Message,
            StringComparison.Ordinal);

    private static void Refused(string why, Occasion occasion) =>
        Assert.Contains(
            why,
            Assert.Throws<ArgumentException>(() => JournalEntry.Of(occasion, [Cash(100), Revenue(-100)])).Message,
            StringComparison.Ordinal);
}
