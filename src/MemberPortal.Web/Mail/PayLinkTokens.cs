using System.Text.RegularExpressions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>The tokens of pay links in what a mail says: once it has left, the log keeps the words and not the key.</summary>
internal static partial class PayLinkTokens
{
    private const string Gone = "…";

    public static string TakenOut(string body) => Token().Replace(body, Gone);

    /// <summary>Sent as it is, its links would lead nowhere.</summary>
    public static bool AreGoneFrom(OutgoingMail mail) => mail.Text.Contains("/pay/" + Gone, StringComparison.Ordinal);

    // 256 bits in base64url.
    [GeneratedRegex("(?<=/pay/)[A-Za-z0-9_-]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
