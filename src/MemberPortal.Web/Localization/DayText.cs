namespace MemberPortal.Web.Localization;

/// <summary>Days as people say them, with the year only when it is another one (9-look.md, Voice).</summary>
internal static class DayText
{
    /// <summary>"Friday 27 November".</summary>
    public static string Long(DateOnly day, DateOnly today) => Format(day, today, Language.Current.DayPattern);

    /// <summary>"27 November".</summary>
    public static string WithoutWeekday(DateOnly day, DateOnly today) => Format(day, today, Language.Current.DayPatternWithoutWeekday);

    /// <summary>"27 November 2026", on paper.</summary>
    public static string WithYear(DateOnly day) => day.ToString(Language.Current.DayPatternWithoutWeekday + " yyyy", Language.Current.Culture);

    /// <summary>"27 Nov".</summary>
    public static string Short(DateOnly day, DateOnly today) => Format(day, today, Language.Current.ShortDayPattern);

    private static string Format(DateOnly day, DateOnly today, string pattern) =>
        day.ToString(day.Year == today.Year ? pattern : pattern + " yyyy", Language.Current.Culture);
}
