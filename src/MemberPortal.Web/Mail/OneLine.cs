using System.Globalization;
using System.Text;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Text that stays where it is put: one line without control characters, so that a name can add neither a header nor a
/// line to a mail, and without marks that turn the reading direction of what follows it.
/// </summary>
internal static class OneLine
{
    /// <param name="text">Anything, lone surrogates included.</param>
    /// <param name="longest">Cut after this many UTF-16 units, never within a character.</param>
    public static string Of(string text, int longest = int.MaxValue)
    {
        if (text.Length <= longest && IsPlain(text))
            return text;

        var line = new StringBuilder();
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (TurnsDirection(rune) || rune.Value == NoCharacter)
                continue;

            if (Rune.IsWhiteSpace(rune) && rune.Value != NoBreakSpace || Rune.IsControl(rune) || BreaksLine(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (line.Length + rune.Utf16SequenceLength + (gap ? 1 : 0) > longest)
                break;

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(rune);
        }

        return line.ToString();
    }

    private const int NoBreakSpace = 0xA0;

    /// <summary>Of which the framework makes no mail address (see <see cref="Data.NormalForm"/>).</summary>
    private const int NoCharacter = 0xFFFE;

    /// <summary>Nearly all text is: Latin, Greek or Cyrillic letters, dashes and quotation marks, single spaces within.</summary>
    private static bool IsPlain(string text)
    {
        var before = ' ';
        foreach (var character in text)
        {
            var isPlain = character is (>= ' ' and <= '~') or (>= (char)NoBreakSpace and < '\u061C') or (>= '\u2010' and < '\u2028');
            if (!isPlain || (character == ' ' && before == ' '))
                return false;

            before = character;
        }

        return before != ' ' || text.Length == 0;
    }

    private static bool BreaksLine(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool TurnsDirection(Rune rune) => rune.Value is
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
