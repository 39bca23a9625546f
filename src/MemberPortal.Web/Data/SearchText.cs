using System.Globalization;
using System.Text;

namespace MemberPortal.Web.Data;

/// <summary>
/// Folds what people type and what they are called, so that the two meet: lower case, no accents, "o" for "ø", "ss" for
/// "ß". A name in Cyrillic is found in either alphabet.
/// </summary>
internal static class SearchText
{
    /// <summary>A longer word is found by its beginning all the same.</summary>
    private const int Longest = 40;

    private const string Cyrillic = "абвгдежзиклмнопрстуфхцчшщъыьэюяієґ";

    private static readonly string[] Latin =
        "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i e g".Split(' ');

    /// <summary>Letters that are no accented ones, and what people without them type.</summary>
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ø'] = "o", ['æ'] = "ae", ['œ'] = "oe", ['ß'] = "ss", ['ł'] = "l", ['đ'] = "d", ['ð'] = "d", ['þ'] = "th",
        ['ħ'] = "h", ['ı'] = "i", ['ŋ'] = "n", ['ŧ'] = "t",
    };

    /// <summary>"Åse-Marie O’Brien" is "ase", "marie", "obrien".</summary>
    public static IReadOnlyList<string> WordsOf(string text)
    {
        var folded = new StringBuilder();
        foreach (var letter in NormalForm.Of(text, NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (Plain.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else if (char.IsLetterOrDigit(letter))
                folded.Append(letter);
            else if (!IsWithinWord(letter))
                folded.Append(' ');
        }

        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[..Math.Min(word.Length, Longest)])];
    }

    /// <summary>A word of <see cref="WordsOf"/> as somebody without Cyrillic keys types it; others stay as they are.</summary>
    public static string InLatin(string word) => string.Concat(word.Select(letter =>
        Cyrillic.IndexOf(letter, StringComparison.Ordinal) is var place and >= 0 ? Latin[place].Trim('-') : letter.ToString()));

    public static string AddressOf(string email) => $"@{email.Trim().ToLowerInvariant()}";

    private static bool IsWithinWord(char letter) =>
        letter is '\'' or '’' or 'ʼ' || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
