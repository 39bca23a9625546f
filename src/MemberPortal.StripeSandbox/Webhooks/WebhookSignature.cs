using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>The Stripe-Signature header: HMAC-SHA256 over time, a dot and the raw body, under the whole secret (6-stripe.md, 16).</summary>
internal static class WebhookSignature
{
    public static string Header(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}
