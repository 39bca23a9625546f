using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

public sealed class StripeAmountsTests
{
    [Theory]
    [InlineData("SEK", 12500, 12500)]
    [InlineData("sek", 12500, 12500)]
    [InlineData("JPY", 500, 500)]
    [InlineData("HUF", 50000, 50000)]
    [InlineData("KWD", 1230, 1230)]
    [InlineData("ISK", 4500, 450000)]
    [InlineData("UGX", 9000, 900000)]
    [InlineData("isk", 999_999, 99_999_900)]
    public void An_amount_goes_out_and_comes_back(string currency, long minor, long wire)
    {
        Assert.Null(StripeAmounts.ObstacleTo(minor, currency));
        Assert.Equal(wire, StripeAmounts.ToWire(minor, currency));
        Assert.Equal(minor, StripeAmounts.FromWire(wire, currency));
    }

    [Theory]
    [InlineData("SEK", 299, nameof(CardObstacle.BelowMinimum))]
    [InlineData("SEK", 300, null)]
    [InlineData("NOK", 299, nameof(CardObstacle.BelowMinimum))]
    [InlineData("NOK", 300, null)]
    [InlineData("EUR", 49, nameof(CardObstacle.BelowMinimum))]
    [InlineData("EUR", 50, null)]
    [InlineData("GBP", 29, nameof(CardObstacle.BelowMinimum))]
    [InlineData("GBP", 30, null)]
    [InlineData("HUF", 17499, nameof(CardObstacle.BelowMinimum))]
    [InlineData("HUF", 17500, null)]
    [InlineData("ISK", 1, null)]
    [InlineData("ISK", 0, nameof(CardObstacle.BelowMinimum))]
    [InlineData("SEK", 0, nameof(CardObstacle.BelowMinimum))]
    [InlineData("SEK", -12500, nameof(CardObstacle.BelowMinimum))]
    [InlineData("SEK", long.MinValue, nameof(CardObstacle.BelowMinimum))]
    [InlineData("ISK", long.MinValue, nameof(CardObstacle.BelowMinimum))]
    [InlineData("SEK", 99_999_999, null)]
    [InlineData("SEK", 100_000_000, nameof(CardObstacle.AboveMaximum))]
    [InlineData("SEK", long.MaxValue, nameof(CardObstacle.AboveMaximum))]
    [InlineData("ISK", 999_999, null)]
    [InlineData("ISK", 1_000_000, nameof(CardObstacle.AboveMaximum))]
    [InlineData("ISK", long.MaxValue, nameof(CardObstacle.AboveMaximum))]
    [InlineData("KWD", 1235, nameof(CardObstacle.TooFine))]
    [InlineData("BHD", 1, nameof(CardObstacle.TooFine))]
    [InlineData("TND", 1230, null)]
    [InlineData("MGA", 500, nameof(CardObstacle.CurrencyNotOffered))]
    [InlineData("mga", 500, nameof(CardObstacle.CurrencyNotOffered))]
    [InlineData("IQD", 5000, nameof(CardObstacle.CurrencyNotOffered))]
    public void An_amount_is_taken_or_there_is_a_reason(string currency, long minor, string? reason)
    {
        Assert.Equal(reason, StripeAmounts.ObstacleTo(minor, currency)?.ToString());

        if (reason is not null)
            Assert.Throws<ArgumentOutOfRangeException>(() => StripeAmounts.ToWire(minor, currency));
    }

    [Theory]
    [InlineData("ISK", 450050)]
    [InlineData("UGX", 1)]
    [InlineData("MGA", 500)]
    public void An_amount_that_we_cannot_hold_exactly_is_refused_on_the_way_back(string currency, long wire) =>
        Assert.Throws<InvalidDataException>(() => StripeAmounts.FromWire(wire, currency));
}
