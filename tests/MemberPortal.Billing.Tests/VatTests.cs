using FsCheck.Fluent;
using MemberPortal.Billing.Tests.Support;

namespace MemberPortal.Billing.Tests;

public sealed class VatTests
{
    [Theory]
    [InlineData(12500, 2500, 2500)]
    [InlineData(10000, 0, 0)]
    [InlineData(0, 2500, 0)]
    [InlineData(10, 2500, 2)]
    [InlineData(3, 10000, 2)]      // 1.5, half away from zero
    [InlineData(-3, 10000, -2)]
    [InlineData(2, 2500, 0)]       // 0.4
    [InlineData(3, 2500, 1)]       // 0.6
    [InlineData(1055, 550, 55)]
    public void The_tax_inside_a_price(long gross, int rate, long vat) =>
        Assert.Equal(vat, Vat.IncludedIn(gross, rate));

    [Fact]
    public void A_negative_rate_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vat.IncludedIn(100, -1));

    [Fact]
    public void It_is_the_exact_tax_within_half_a_minor_unit() =>
        Always.Holds(Always.Minor.Zip(Gen.Choose(0, 10_000)), line =>
        {
            var (gross, rate) = line;
            var vat = Vat.IncludedIn(gross, rate);

            var twiceOff = 2 * ((Int128)vat * (10_000 + rate) - (Int128)gross * rate);
            Assert.True(Int128.Abs(twiceOff) <= 10_000 + rate, $"{vat} of {gross} at {rate}");
            Assert.Equal(-vat, Vat.IncludedIn(-gross, rate));
        });
}
