using System.Text.RegularExpressions;

namespace MemberPortal.Web.Mail;

/// <summary>The tokens of pay links in what a mail says: once it has left, the log keeps the words and not the key.</summary>
internal static partial class PayLinkTokens
{
    public static string TakenOut(string body) => Token().Replace(body, "…");

    // 256 bits in base64url.
    [GeneratedRegex("(?<=/pay/)[A-Za-z0-9_-]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
