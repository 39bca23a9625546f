using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Tests.Invoices;

public sealed class InvoiceNumberTests
{
    [Fact]
    public void A_number_is_its_year_and_five_digits() => Assert.Equal("2026-00042", InvoiceNumber.Of(2026, 42));

    [Theory]
    [InlineData(999, 1)]
    [InlineData(10_000, 1)]
    [InlineData(2026, 0)]
    [InlineData(2026, 100_000)]
    public void What_does_not_fit_is_refused(int year, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => InvoiceNumber.Of(year, number));
}
