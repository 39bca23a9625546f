using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Tests.Invoices;

public sealed class InvoiceFactsTests
{
    private static readonly DateOnly DueDate = new(2026, 3, 31);
    private static readonly DateTime AnInstant = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    // One line per row of the table above InvoiceFacts.StatusOn, then the edges between rows.
    [Theory]
    [InlineData(InvoiceStatus.Void, "issued void outside uncollectible", 500, 500, +99)]
    [InlineData(InvoiceStatus.Draft, "outside uncollectible", 500, 500, +99)]
    [InlineData(InvoiceStatus.Refunded, "issued outside uncollectible", 0, 0, +99)]
    [InlineData(InvoiceStatus.Refunded, "issued uncollectible", 500, 500, +99)]
    [InlineData(InvoiceStatus.Paid, "issued uncollectible", 500, 499, +99)]
    [InlineData(InvoiceStatus.Uncollectible, "issued uncollectible", 499, 0, +99)]
    [InlineData(InvoiceStatus.PastDue, "issued", 499, 0, +1)]
    [InlineData(InvoiceStatus.Open, "issued", 499, 0, 0)]
    [InlineData(InvoiceStatus.Void, "void", 0, 0, +1)]
    [InlineData(InvoiceStatus.Refunded, "issued", 501, 500, -1)]
    [InlineData(InvoiceStatus.Uncollectible, "issued uncollectible", 0, 0, -1)]
    [InlineData(InvoiceStatus.PastDue, "issued", 499, 499, +1)]
    public void Of_500_owed(InvoiceStatus expected, string done, long received, long refunded, int daysAfterDue) =>
        Assert.Equal(expected, Facts(done, received, refunded).StatusOn(DueDate.AddDays(daysAfterDue)));

    // One line per row of the table above InvoiceFacts.ExtraOn: what else holds is further down the table.
    [Theory]
    [InlineData(ExtraStatus.Disputed, "issued disputed action processing refund balance", 600, 100)]
    [InlineData(ExtraStatus.ActionRequired, "issued action processing refund act balance", 100, 0)]
    [InlineData(ExtraStatus.Processing, "issued action processing refund balance", 600, 100)]
    [InlineData(ExtraStatus.RefundUnderWay, "issued action refund balance", 600, 100)]
    [InlineData(ExtraStatus.Overpaid, "issued balance", 600, 100)]
    [InlineData(ExtraStatus.PartiallyRefunded, "issued balance", 500, 100)]
    [InlineData(ExtraStatus.PartiallyPaid, "issued act balance", 100, 0)]
    [InlineData(ExtraStatus.AwaitingAct, "issued act balance", 0, 0)]
    [InlineData(ExtraStatus.PaidFromBalance, "issued act balance", 500, 0)]
    [InlineData(null, "issued act action", 500, 0)]
    [InlineData(null, "issued balance", 0, 0)]
    [InlineData(null, "issued outside", 100, 50)]
    [InlineData(null, "disputed action processing refund act balance", 600, 100)]
    [InlineData(null, "issued void disputed action processing refund act balance", 600, 100)]
    public void Beside_the_status(ExtraStatus? expected, string done, long received, long refunded) =>
        Assert.Equal(expected, Facts(done, received, refunded).ExtraOn(DueDate));

    [Theory]
    [InlineData(null, "issued", 0, 0)]
    [InlineData(null, "issued", 499, +1)]
    [InlineData(null, "issued action", 0, 0)]
    [InlineData(null, "issued uncollectible", 0, +99)]
    [InlineData(PayRefusal.Draft, "disputed processing act", 0, 0)]
    [InlineData(PayRefusal.Void, "issued void disputed processing act", 0, 0)]
    [InlineData(PayRefusal.Refunded, "issued outside disputed processing act", 0, 0)]
    [InlineData(PayRefusal.Paid, "issued disputed processing act", 500, 0)]
    [InlineData(PayRefusal.Disputed, "issued disputed processing refund act", 0, 0)]
    [InlineData(PayRefusal.Processing, "issued processing refund act", 0, 0)]
    [InlineData(PayRefusal.RefundUnderWay, "issued refund act", 0, 0)]
    [InlineData(PayRefusal.AwaitingAct, "issued act", 0, 0)]
    public void Whether_it_can_be_paid(PayRefusal? expected, string done, long received, int daysAfterDue)
    {
        var facts = Facts(done, received, refunded: 0);

        Assert.Equal(expected, facts.PayRefusalOn(DueDate.AddDays(daysAfterDue)));
        Assert.Equal(expected is null, facts.CanBePaidOn(DueDate.AddDays(daysAfterDue)));
    }

    [Theory]
    [InlineData("issued", 0, 500, 0)]
    [InlineData("issued", 499, 1, 0)]
    [InlineData("issued uncollectible", 100, 400, 0)]
    [InlineData("issued", 500, 0, 0)]
    [InlineData("issued", 700, 0, 200)]
    [InlineData("", 0, 0, 0)]
    [InlineData("issued void", 0, 0, 0)]
    [InlineData("issued outside", 100, 0, 0)]
    public void What_is_left_and_what_is_held(string done, long received, long left, long held)
    {
        var facts = Facts(done, received, refunded: 0);

        Assert.Equal((left, held), (facts.LeftToPay, facts.Held));
    }

    [Theory]
    [InlineData("2026-03-31", "2026-04-20", "2026-05-04")]
    [InlineData("2026-03-31", "2026-03-31", "2026-04-14")]
    [InlineData("2026-03-31", "2026-03-17", "2026-03-31")]
    [InlineData("2026-03-31", "2026-03-16", "2026-03-31")]
    [InlineData(null, "2026-04-20", null)]
    public void Money_taken_back_gives_fourteen_days_more_and_never_fewer_than_there_were(string? due, string today, string? again)
    {
        var facts = Facts("issued", received: 0, refunded: 0) with { DueOn = Day(due) };

        Assert.Equal(Day(again), facts.DueAgainOn(Day(today)!.Value));

        static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static InvoiceFacts Facts(string done, long received, long refunded)
    {
        var words = done.Split(' ');

        return new()
        {
            IssuedOn = Day("issued"),
            VoidedOn = Day("void"),
            UncollectibleOn = Day("uncollectible"),
            RefundedOutsideOn = Day("outside"),
            DueOn = DueDate,
            Total = 500,
            Received = received,
            Refunded = refunded,
            DisputedAt = Instant("disputed"),
            ActionRequiredAt = Instant("action"),
            ProcessingSince = Instant("processing"),
            RefundStartedAt = Instant("refund"),
            ActAwaitedSince = Instant("act"),
            PaidFromBalanceAt = Instant("balance"),
        };

        DateOnly? Day(string word) => words.Contains(word) ? new(2026, 3, 1) : null;
        DateTime? Instant(string word) => words.Contains(word) ? AnInstant : null;
    }
}
