using System.Text.RegularExpressions;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Localization;

/// <summary>The keys of words that a project's code names: as string literals, or put together from a prefix and a value.</summary>
internal static partial class WordsInCode
{
    private static readonly string[] Sources = ["*.cs", "*.cshtml", "*.razor"];

    /// <summary>Whether a file words mails.</summary>
    public static bool OfMails(string code) => code.Contains("<MailTexts>", StringComparison.Ordinal);

    /// <summary>Every string literal without an escape in it, attributes of markup included, of the files that fit.</summary>
    public static HashSet<string> LiteralsOf(string project, Func<string, bool> fits) =>
    [
        .. from pattern in Sources
           from file in Repository.Files($"src/{project}", pattern)
           let code = File.ReadAllText(file)
           where fits(code)
           from Match literal in Literal().Matches(code)
           select literal.Groups[1].Value,
    ];

    [GeneratedRegex("\"([A-Za-z.]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
