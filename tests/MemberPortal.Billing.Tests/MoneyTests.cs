using FsCheck.Fluent;
using MemberPortal.Billing.Tests.Support;

namespace MemberPortal.Billing.Tests;

public sealed class MoneyTests
{
    private static readonly Currency Nok = Currency.Of("NOK");

    [Fact]
    public void Different_currencies_never_add_or_compare()
    {
        var (kroner, euro) = (new Money(100, Nok), new Money(100, Currency.Of("EUR")));

        var refused = Assert.Throws<InvalidOperationException>(() => kroner + euro);
        Assert.Contains("EUR and NOK", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => kroner - euro);
        Assert.Throws<InvalidOperationException>(() => kroner < euro);
        Assert.NotEqual(kroner, euro);
    }

    [Fact]
    public void More_than_fits_is_refused_and_does_not_wrap_around()
    {
        var most = new Money(long.MaxValue, Nok);
        var least = new Money(long.MinValue, Nok);

        Assert.Throws<OverflowException>(() => most + new Money(1, Nok));
        Assert.Throws<OverflowException>(() => least - new Money(1, Nok));
        Assert.Throws<OverflowException>(() => -least);
    }

    [Theory]
    [InlineData("NOK", 120000, "1200.00")]
    [InlineData("NOK", 5, "0.05")]
    [InlineData("NOK", -5, "-0.05")]
    [InlineData("NOK", 0, "0.00")]
    [InlineData("JPY", 1200, "1200")]
    [InlineData("JPY", -7, "-7")]
    [InlineData("KWD", 1, "0.001")]
    [InlineData("CLF", 12345, "1.2345")]
    [InlineData("NOK", long.MinValue, "-92233720368547758.08")]
    [InlineData("NOK", long.MaxValue, "92233720368547758.07")]
    public void Plain_text_has_all_decimals_of_the_currency(string code, long minor, string text)
    {
        var money = new Money(minor, Currency.Of(code));

        Assert.Equal(text, money.ToPlainText());
        Assert.True(Money.TryParsePlain(text, money.Currency, out var read));
        Assert.Equal(money, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("12")]
    [InlineData("12.0")]
    [InlineData("12.000")]
    [InlineData("1.2.00")]
    [InlineData("1 200.00")]
    [InlineData("1200,00")]
    [InlineData("+12.00")]
    [InlineData(" 12.00")]
    [InlineData("012.00")]
    [InlineData("-0.00")]
    [InlineData("１２.００")]
    [InlineData("92233720368547758.08")]
    public void Nothing_else_is_read_as_plain_text(string? text)
    {
        Assert.False(Money.TryParsePlain(text, Nok, out var read));
        Assert.Equal(Money.Zero(Nok), read);
    }

    [Fact]
    public void Any_amount_of_any_currency_reads_back_as_it_was_written() => Always.Holds(Always.Money, money =>
    {
        Assert.True(Money.TryParsePlain(money.ToPlainText(), money.Currency, out var read));
        Assert.Equal(money, read);
    });

    [Fact]
    public void Adding_and_taking_away_agree() => Always.Holds(Always.Money.Zip(Always.Minor), pair =>
    {
        var (one, other) = (pair.Item1, new Money(pair.Item2, pair.Item1.Currency));

        Assert.Equal(one + other, other + one);
        Assert.Equal(one, one + other - other);
        Assert.Equal(one - other, one + -other);
        Assert.True((one + -one).IsZero);
        Assert.Equal(one.Minor < other.Minor, one < other);
        Assert.Equal(one.Minor >= other.Minor, one >= other);
        Assert.Equal(one > other, -one < -other);
    });

    [Fact]
    public void Shares_add_up_and_stay_within_one_minor_unit()
    {
        var weights = Gen.NonEmptyListOf(Gen.Choose(0, 1_000_000)).Where(weights => weights.Any(weight => weight > 0));

        Always.Holds(Always.Money.Zip(weights), pair =>
        {
            var (money, total) = (pair.Item1, pair.Item2.Sum(weight => (long)weight));
            var shares = money.SplitOver([.. pair.Item2.Select(weight => (long)weight)]);

            Assert.Equal(money, shares.Aggregate(Money.Zero(money.Currency), (sum, share) => sum + share));
            Assert.All(shares.Zip(pair.Item2), each =>
            {
                var off = (Int128)each.First.Minor * total - (Int128)money.Minor * each.Second;
                Assert.True(Int128.Abs(off) <= total, $"{each.First} of {money}");
                Assert.True(each.Second > 0 || each.First.IsZero);
            });
            Assert.Equal(shares.Select(share => -share), (-money).SplitOver([.. pair.Item2.Select(w => (long)w)]));
        });
    }

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 33, 34, 33 })]
    [InlineData(1, new long[] { 1, 1 }, new long[] { 1, 0 })]
    [InlineData(long.MaxValue, new long[] { long.MaxValue }, new[] { long.MaxValue })]
    [InlineData(long.MinValue, new long[] { 5, 0 }, new[] { long.MinValue, 0 })]
    public void A_split(long minor, long[] weights, long[] shares) =>
        Assert.Equal(shares, new Money(minor, Nok).SplitOver(weights).Select(share => share.Minor));

    [Theory]
    [InlineData(new long[0])]
    [InlineData(new long[] { 0, 0 })]
    [InlineData(new long[] { 2, -1 })]
    public void Weights_that_share_nothing_out_are_refused(long[] weights) =>
        Assert.Throws<ArgumentException>(() => new Money(100, Nok).SplitOver(weights));
}
