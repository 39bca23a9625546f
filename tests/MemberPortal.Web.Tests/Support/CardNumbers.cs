using System.Text.RegularExpressions;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Finds what may be the number of a card: 13 to 19 digits, blanks and dashes between them or not, whose last one checks (Luhn).</summary>
internal static partial class CardNumbers
{
    /// <param name="text">Anything.</param>
    /// <param name="known">Digits that check as well and are none: KIDs.</param>
    public static IEnumerable<string> In(string text, IReadOnlyCollection<string> known) =>
        from run in Digits().Matches(text)
        let digits = string.Concat(run.Value.Where(char.IsAsciiDigit))
        where Checks(digits) && !known.Contains(digits)
        select digits;

    private static bool Checks(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }

        return sum % 10 == 0;
    }

    // Not within words: a hash or a token may hold any digits. Cards begin with 2 to 6.
    [GeneratedRegex(@"(?<![0-9A-Za-z_-])[2-6](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z_-])")]
    private static partial Regex Digits();
}
