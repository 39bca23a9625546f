namespace MemberPortal.Web.Localization;

/// <summary>
/// Words that go with a number. A text that counts has three forms in every language, its key followed by .One, .Few and
/// .Many, of which Russian needs all and the others two.
/// </summary>
internal static class Plural
{
    public static readonly IReadOnlyList<string> Forms = ["One", "Few", "Many"];

    /// <summary>By the rules of the language in force; for numbers that are not negative.</summary>
    public static string FormOf(int number) => Language.Current.Code switch
    {
        "ru" => (number % 10, number % 100) switch
        {
            (1, not 11) => "One",
            (>= 2 and <= 4, not (>= 12 and <= 14)) => "Few",
            _ => "Many",
        },
        "fr" => number <= 1 ? "One" : "Many",
        _ => number == 1 ? "One" : "Many",
    };
}
