using System.Security.Cryptography;
using System.Text;

namespace MemberPortal.Web.Mail;

/// <summary>The Message-ID of a mail follows from its key, so that readers' programs fold one that came twice.</summary>
internal static class MessageId
{
    private const int Bytes = 16;

    public static string Of(string key, string host) =>
        $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, Bytes))}@{host}>";
}
