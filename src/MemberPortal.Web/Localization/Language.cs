using System.Collections.Immutable;
using System.Globalization;

namespace MemberPortal.Web.Localization;

/// <summary>One of the five languages of the portal, with the formats of its people (9-look.md, Voice).</summary>
/// <param name="Code">As stored, in links and in the provider's words.</param>
/// <param name="OwnName">As its speakers call it.</param>
/// <param name="Culture">Numbers, months and days.</param>
/// <param name="DayPattern">"Friday 27 November".</param>
/// <param name="ShortDayPattern">"27 Nov".</param>
internal sealed record Language(string Code, string OwnName, CultureInfo Culture, string DayPattern, string ShortDayPattern)
{
    public static readonly ImmutableArray<Language> All =
    [
        new("en", "English", CultureInfo.GetCultureInfo("en-GB"), "dddd d MMMM", "d MMM"),
        new("sv", "Svenska", CultureInfo.GetCultureInfo("sv-SE"), "dddd d MMMM", "d MMM"),
        new("nb", "Norsk", CultureInfo.GetCultureInfo("nb-NO"), "dddd d. MMMM", "d. MMM"),
        new("ru", "Русский", CultureInfo.GetCultureInfo("ru-RU"), "dddd, d MMMM", "d MMM"),
        new("fr", "Français", CultureInfo.GetCultureInfo("fr-FR"), "dddd d MMMM", "d MMM"),
    ];

    /// <summary>"27 November".</summary>
    public string DayPatternWithoutWeekday { get; } = DayPattern[(DayPattern.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>The language in force: of the request, or of the mail being worded.</summary>
    public static Language Current => Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>The language with this code, in any case and with any region; null for one that the portal does not speak.</summary>
    public static Language? Find(string? code)
    {
        var neutral = code.AsSpan();
        if (neutral.IndexOfAny('-', '_') is >= 0 and var end)
            neutral = neutral[..end];
        if (neutral.Equals("no", StringComparison.OrdinalIgnoreCase))
            neutral = "nb";

        foreach (var language in All)
        {
            if (neutral.Equals(language.Code, StringComparison.OrdinalIgnoreCase))
                return language;
        }

        return null;
    }

    /// <summary>English where the code is none of ours.</summary>
    public static Language Of(string? code) => Find(code) ?? All[0];

    /// <summary>Words, numbers and days in this language until disposed.</summary>
    public IDisposable Use()
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Culture, Culture);
        return new Restore(before.CurrentCulture, before.CurrentUICulture);
    }

    private sealed class Restore(CultureInfo culture, CultureInfo uiCulture) : IDisposable
    {
        public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
    }
}
