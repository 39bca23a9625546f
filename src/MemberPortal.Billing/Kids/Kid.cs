using System.Globalization;

namespace MemberPortal.Billing.Kids;

/// <summary>
/// The Norwegian payment reference: 2 to 25 characters, digits with a check character, not only zeros
/// (2-statuses.md, KID). Some numbers pass both algorithms, so only the configured one is asked.
/// </summary>
public static class Kid
{
    private const int Shortest = 2;
    private const int Longest = 25;

    /// <summary>Whether what a person typed is a KID; spaces do not count.</summary>
    public static bool IsValid(string? typed, KidAlgorithm algorithm)
    {
        var kid = Normalise(typed);

        return kid.Length is >= Shortest and <= Longest
            && kid[..^1].All(char.IsAsciiDigit)
            && kid.AsSpan().ContainsAnyExcept('0')
            && kid[^1] == CheckCharacter(kid[..^1], algorithm);
    }

    /// <summary>The form that is stored and looked up: what was typed, without white space.</summary>
    public static string Normalise(string? typed) =>
        typed is null ? "" : string.Concat(typed.Where(character => !char.IsWhiteSpace(character)));

    /// <summary>What follows the digits; a dash only under MOD11. Refuses all but ASCII digits.</summary>
    public static char CheckCharacter(string digits, KidAlgorithm algorithm)
    {
        if (string.IsNullOrEmpty(digits) || !digits.All(char.IsAsciiDigit))
            throw new ArgumentException("A check character is reckoned from digits.", nameof(digits));

        return algorithm switch
        {
            KidAlgorithm.Mod10 => Mod10(digits),
            KidAlgorithm.Mod11 => Mod11(digits),
        };
    }

    /// <summary>
    /// The KID of an invoice: member (5), year (2), number (5), a serial digit, and the check digit (4-architecture.md,
    /// Numbers). The serial digit is 0, raised where the check would be a dash. Refuses what does not fit.
    /// </summary>
    public static string For(int memberNumber, int year, int number, KidAlgorithm algorithm)
    {
        RequireBetween(1, 99_999, memberNumber, nameof(memberNumber));
        RequireBetween(2000, 2099, year, nameof(year));
        RequireBetween(1, 99_999, number, nameof(number));

        var start = string.Create(CultureInfo.InvariantCulture, $"{memberNumber:D5}{year % 100:D2}{number:D5}");

        return "0123456789"
            .Select(serial => start + serial)
            .Select(digits => digits + CheckCharacter(digits, algorithm))
            .First(kid => !kid.EndsWith('-'));
    }

    /// <summary>In fours from the left, as people read it out: "0004 2260 0017 08".</summary>
    public static string Grouped(string kid) =>
        string.Join(' ', Normalise(kid).Chunk(4).Select(four => new string(four)));

    private static char Mod10(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product > 9 ? product - 9 : product;
        }

        return (char)('0' + (10 - sum % 10) % 10);
    }

    private static char Mod11(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (2 + i % 6);

        return ((11 - sum % 11) % 11) switch
        {
            10 => '-',
            var check => (char)('0' + check),
        };
    }

    private static void RequireBetween(int least, int most, int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
