using System.Globalization;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Products;

namespace MemberPortal.Billing.Tests.Products;

public sealed class AssignmentFactsTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData(true, AssignmentStatus.Expired)]
    [InlineData(false, AssignmentStatus.Active)]
    public void A_line_refunded_whole_covers_nothing_though_its_invoice_is_paid(bool refunded, AssignmentStatus status)
    {
        var line = Paid("2026-01-01", "2026-12-31") with { LineRefundedOn = refunded ? Today : null };

        Assert.Equal(status, Of(null, line).StatusOn(Today));
        Assert.Equal(!refunded, Of(null, line).CoveredUntilOn(Today).HasValue);
    }

    [Fact]
    public void A_paid_one_off_product_without_an_end_covers_for_ever()
    {
        var facts = Of(null, new CoveringInvoice(InvoiceStatus.Paid, Today, null));

        Assert.Equal(AssignmentStatus.Active, facts.StatusOn(DateOnly.MaxValue));
        Assert.True(facts.CoveredUntilOn(Today)!.Value.IsForEver);
    }

    [Fact]
    public void Given_by_hand_with_no_end_is_for_ever()
    {
        var coverage = Of(new ManualAssignment(null), Paid("2026-01-01", "2026-12-31")).CoveredUntilOn(Today);

        Assert.Equal(new Coverage(null), coverage);
    }

    [Fact]
    public void Never_covered_has_no_last_day() => Assert.Null(Of(null).CoveredUntilOn(Today));

    [Fact]
    public void Cover_that_has_yet_to_begin_has_no_last_day_so_far() =>
        Assert.Null(Of(null, Paid("2026-03-02", "2026-12-31")).CoveredUntilOn(Today));

    [Theory]
    [InlineData("2026-12-31", "2026-01-01..2026-12-31")]
    [InlineData("2026-03-01", "2026-03-01..2026-03-01")]
    [InlineData("2027-12-31", "2027-01-01..2027-12-31 2026-01-01..2026-12-31")]      // the next year is paid too
    [InlineData("2026-12-31", "2026-01-01..2026-12-31 2027-01-02..2027-12-31")]      // a day between is not
    [InlineData("2026-12-31", "2026-01-01..2026-12-31 2026-02-01..2026-06-30")]
    [InlineData("2025-12-31", "2025-01-01..2025-12-31 2024-01-01..2024-12-31")]      // run out
    [InlineData("2026-02-28", "2026-01-01..2026-02-28 2026-03-02..2026-12-31")]      // out today, paid from tomorrow
    public void The_last_covered_day(string last, string spans)
    {
        var lines = spans.Split(' ').Select(span => span.Split("..")).Select(days => Paid(days[0], days[1]));

        Assert.Equal(new Coverage(Day(last)), Of(null, [.. lines]).CoveredUntilOn(Today));
    }

    [Fact]
    public void The_last_covered_day_stands_beside_any_status()
    {
        var open = new CoveringInvoice(InvoiceStatus.Open, new(2027, 1, 1), new(2027, 12, 31));
        var facts = Of(new ManualAssignment(new(2026, 6, 30)), open);

        Assert.Equal(AssignmentStatus.Open, facts.StatusOn(Today));
        Assert.Equal(new Coverage(new(2026, 6, 30)), facts.CoveredUntilOn(Today));
    }

    private static AssignmentFacts Of(ManualAssignment? manual, params CoveringInvoice[] invoices) =>
        new() { Manual = manual, Invoices = invoices };

    private static CoveringInvoice Paid(string from, string until) => new(InvoiceStatus.Paid, Day(from), Day(until));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
