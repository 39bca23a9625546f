namespace MemberPortal.Billing.Tests;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("ISK", 0)]
    [InlineData("nok", 2)]
    [InlineData("MGA", 2)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void A_currency_knows_its_exponent(string code, int exponent)
    {
        var currency = Currency.Of(code);

        Assert.Equal(exponent, currency.Exponent);
        Assert.Equal(code.ToUpperInvariant(), currency.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NO")]
    [InlineData("NOKK")]
    [InlineData("XXX")]
    [InlineData("BGN")]
    [InlineData("ＮＯＫ")]
    public void What_is_no_active_currency_is_refused(string code)
    {
        Assert.False(Currency.TryOf(code, out _));
        Assert.Throws<ArgumentException>(() => Currency.Of(code));
    }

    [Fact]
    public void All_are_there_once_with_three_letters()
    {
        Assert.Equal(165, Currency.All.Count);
        Assert.Equal(Currency.All.Count, Currency.All.Select(currency => currency.Code).Distinct().Count());
        Assert.All(Currency.All, currency => Assert.Matches("^[A-Z]{3}$", currency.Code));
    }

    [Fact]
    public void A_currency_that_was_never_set_is_not_taken_for_one()
    {
        var nowhere = new Money(100, default);

        Assert.Throws<InvalidOperationException>(() => default(Currency).Code);
        Assert.Throws<InvalidOperationException>(() => default(Currency).Exponent);
        Assert.Throws<InvalidOperationException>(() => nowhere + nowhere);
        Assert.Throws<InvalidOperationException>(() => -nowhere);
        Assert.Throws<InvalidOperationException>(() => nowhere > new Money(1, default));
        Assert.Throws<InvalidOperationException>(() => nowhere.ToPlainText());
        Assert.Throws<InvalidOperationException>(() => nowhere.SplitOver([1]));
        Assert.Equal("no money", nowhere.ToString());
    }
}
