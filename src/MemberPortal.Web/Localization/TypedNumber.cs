using System.Globalization;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Localization;

/// <summary>What is wrong with a number that somebody typed; the words for it are the resource named after it.</summary>
internal enum NumberProblem
{
    Missing,
    NoNumber,
    TooManyDecimals,
    Negative,

    /// <summary>Only where nothing makes no sense.</summary>
    Zero,
    TooLarge,
}

/// <summary>
/// Amounts and rates as people type them in their language: "1 200,50", "1,200.50" in English. Spaces of all kinds are
/// let through, and the other language's comma or point where it can only mean decimals. Decimal arithmetic is not needed.
/// </summary>
internal static partial class TypedNumber
{
    /// <summary>A billion, but for the last digit: nobody means more.</summary>
    private const long Largest = 99_999_999_999;

    private static readonly int MostDigits = Largest.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>In units of the last decimal: with two decimals, "12,5" is 1250.</summary>
    public static NumberProblem? Read(string? typed, int decimals, out long scaled)
    {
        scaled = 0;
        var text = string.Concat((typed ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (text.Length == 0)
            return NumberProblem.Missing;

        var isNegative = text[0] is '-' or '−';
        var isPoint = Language.Current.Culture.NumberFormat.NumberDecimalSeparator == ".";
        var number = isNegative ? text[1..] : text;
        if (Plain().Match(isPoint ? number : Swapped(number)) is not { Success: true } match)
            return NumberProblem.NoNumber;

        var whole = match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal).TrimStart('0');
        var rest = match.Groups["rest"].Value;
        if (isNegative)
            return NumberProblem.Negative;
        if (rest.Length > decimals)
            return NumberProblem.TooManyDecimals;

        var digits = (whole + rest.PadRight(decimals, '0')).TrimStart('0');
        if (digits.Length > MostDigits)
            return NumberProblem.TooLarge;

        _ = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out scaled);
        return null;
    }

    /// <summary>As <see cref="Read"/>, and refuses nothing too.</summary>
    public static NumberProblem? ReadMoreThanNothing(string? typed, int decimals, out long scaled) =>
        Read(typed, decimals, out scaled) ?? (scaled == 0 ? NumberProblem.Zero : null);

    private static string Swapped(string number) => string.Concat(number.Select(letter => letter switch
    {
        ',' => '.',
        '.' => ',',
        _ => letter,
    }));

    /// <summary>The English way: with or without commas between thousands, and a comma for the point where no thousands could follow.</summary>
    [GeneratedRegex("""^(?:(?<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?<rest>[0-9]+))?|(?<whole>[0-9]+),(?<rest>[0-9]{1,2}))$""", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
