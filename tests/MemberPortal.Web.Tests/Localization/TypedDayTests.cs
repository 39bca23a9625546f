using MemberPortal.Web.Localization;

namespace MemberPortal.Web.Tests.Localization;

public sealed class TypedDayTests
{
    [Theory]
    [InlineData("en", "2026-11-27")]
    [InlineData("en", "27/11/2026")]
    [InlineData("nb", "27.11.2026")]
    [InlineData("ru", "27.11.2026")]
    [InlineData("fr", "27/11/2026")]
    [InlineData("sv", "2026-11-27")]
    public void A_day_is_read_as_the_calendar_sends_it_and_as_people_write_it(string language, string typed)
    {
        using var _ = Language.Of(language).Use();

        Assert.True(TypedDay.TryRead(typed, out var day));
        Assert.Equal(new DateOnly(2026, 11, 27), day);
        Assert.True(TypedDay.TryRead(TypedDay.Of(day), out var again));
        Assert.Equal(day, again);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("tomorrow"), InlineData("2026-02-30"), InlineData("0001-01-01"), InlineData("9999-12-31")]
    public void What_is_no_day_of_ours_is_refused(string? typed)
    {
        using var _ = Language.Of("en").Use();

        Assert.False(TypedDay.TryRead(typed, out var _));
    }
}
