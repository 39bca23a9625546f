using System.Globalization;

namespace MemberPortal.Web.Localization;

/// <summary>A day as a browser's calendar sends it, or as somebody typed it in their language.</summary>
internal static class TypedDay
{
    /// <summary>Refuses what is no day, and days of another century.</summary>
    public static bool TryRead(string? typed, out DateOnly day) =>
        (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out day)
            || DateOnly.TryParse(typed, Language.Current.Culture, out day))
        && day.Year is >= 2000 and < 2100;

    /// <summary>For the value of a calendar field.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
