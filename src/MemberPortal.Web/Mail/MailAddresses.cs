using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Mail;

/// <summary>
/// Which addresses mail is sent to: plain ones only, local@domain in ASCII before the @. Quoted local parts are refused,
/// since they have carried line breaks into SMTP commands (5-quality.md, MimeKit).
/// </summary>
internal static partial class MailAddresses
{
    private const int Longest = 254;

    public static bool IsUsable(string? address) =>
        address is { Length: <= Longest }
        && Plain().IsMatch(address)
        && HasRealDomain(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..])
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address;

    /// <summary>Whether what is not urgent is sent to the member: to an address that no server has refused for good.</summary>
    public static bool IsReachable(this Member member) => IsUsable(member.Email) && member.EmailBouncedAt is null;

    private static bool HasRealDomain(string domain)
    {
        try
        {
            return Uri.CheckHostName(new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain)) == UriHostNameType.Dns;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // \z, not $: the latter accepts a line feed behind it.
    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\s@\p{C}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
