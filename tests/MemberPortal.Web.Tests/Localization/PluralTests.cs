using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Tests.Localization;

public sealed class PluralTests
{
    [Theory]
    [InlineData("en", "One", 1)]
    [InlineData("en", "Many", 0, 2, 5, 11, 21, 100)]
    [InlineData("sv", "One", 1)]
    [InlineData("nb", "Many", 0, 2, 21)]
    [InlineData("fr", "One", 0, 1)]
    [InlineData("fr", "Many", 2, 21)]
    [InlineData("ru", "One", 1, 21, 31, 101, 1001)]
    [InlineData("ru", "Few", 2, 3, 4, 22, 34, 102, 1003)]
    [InlineData("ru", "Many", 0, 5, 9, 10, 11, 12, 13, 14, 15, 20, 25, 100, 111, 112, 114, 1011)]
    public void A_language_says_numbers_in_its_own_forms(string language, string form, params int[] numbers)
    {
        using var _ = Language.Of(language).Use();

        Assert.All(numbers, number => Assert.Equal(form, Plural.FormOf(number)));
    }
}
