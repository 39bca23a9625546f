using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Tests.Localization;

/// <summary>Amounts as people type them: read when they are clear, refused with the reason when not.</summary>
public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("nb", "1200", 120_000)]
    [InlineData("nb", "1 200,00", 120_000)]
    [InlineData("nb", "1\u00A0200,5", 120_050)]
    [InlineData("sv", "1\u202F200,50", 120_050)]
    [InlineData("ru", " 1 200,50 ", 120_050)]
    [InlineData("fr", "1 200,50", 120_050)]
    [InlineData("nb", "1.200,50", 120_050)]
    [InlineData("nb", "12.50", 1_250)]
    [InlineData("nb", "1.200", 120_000)]
    [InlineData("en", "1,200.50", 120_050)]
    [InlineData("en", "1,200", 120_000)]
    [InlineData("en", "12,50", 1_250)]
    [InlineData("en", "1 200.5", 120_050)]
    [InlineData("en", "0.01", 1)]
    [InlineData("en", "0007", 700)]
    [InlineData("en", "999,999,999.99", 99_999_999_999)]
    public void A_clear_amount_is_read(string language, string typed, long minor)
    {
        using var _ = Language.Of(language).Use();

        Assert.Null(TypedNumber.ReadMoreThanNothing(typed, 2, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("en", null, "Missing")]
    [InlineData("en", "", "Missing")]
    [InlineData("en", " \u00A0 ", "Missing")]
    [InlineData("en", "0", "Zero")]
    [InlineData("nb", "0,00", "Zero")]
    [InlineData("en", "-5", "Negative")]
    [InlineData("en", "−5.00", "Negative")]
    [InlineData("en", "-0", "Negative")]
    [InlineData("en", "abc", "NoNumber")]
    [InlineData("en", "12kr", "NoNumber")]
    [InlineData("en", "kr 12", "NoNumber")]
    [InlineData("en", "1e6", "NoNumber")]
    [InlineData("en", "0x10", "NoNumber")]
    [InlineData("en", "NaN", "NoNumber")]
    [InlineData("en", "1.2.3", "NoNumber")]
    [InlineData("nb", "1,2,3", "NoNumber")]
    [InlineData("en", "1,20,000", "NoNumber")]
    [InlineData("en", "12.", "NoNumber")]
    [InlineData("en", ".5", "NoNumber")]
    [InlineData("en", "--5", "NoNumber")]
    [InlineData("en", "+5", "NoNumber")]
    [InlineData("en", "١٢", "NoNumber")]
    [InlineData("en", "12\0", "NoNumber")]
    [InlineData("en", "12.345", "TooManyDecimals")]
    [InlineData("nb", "12,345", "TooManyDecimals")]
    [InlineData("en", "1,000,000,000.00", "TooLarge")]
    [InlineData("en", "99999999999999999999999999", "TooLarge")]
    public void An_unclear_amount_is_refused_with_the_reason(string language, string? typed, string problem)
    {
        using var _ = Language.Of(language).Use();

        Assert.Equal(problem, TypedNumber.ReadMoreThanNothing(typed, 2, out var _).ToString());
    }

    [Fact]
    public void A_currency_without_decimals_takes_none_and_one_with_three_takes_three()
    {
        using var _ = Language.Of("en").Use();

        Assert.Null(TypedNumber.Read("1,200", 0, out var yen));
        Assert.Equal(NumberProblem.TooManyDecimals, TypedNumber.Read("1200.5", 0, out var _));
        Assert.Null(TypedNumber.Read("1.234", 3, out var fils));
        Assert.Equal((1200, 1234), (yen, fils));
    }

    [Theory]
    [InlineData("en"), InlineData("sv"), InlineData("nb"), InlineData("ru"), InlineData("fr")]
    public void What_the_portal_writes_it_reads(string language)
    {
        using var _ = Language.Of(language).Use();
        foreach (var minor in (long[])[1, 99, 100, 123_456, 99_999_999_999])
        {
            Assert.Null(TypedNumber.Read(MoneyText.NumberOf(minor, "NOK"), 2, out var read));
            Assert.Equal(minor, read);
        }
    }
}
