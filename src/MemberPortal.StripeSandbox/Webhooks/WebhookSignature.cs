using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>
/// The Stripe-Signature header: HMAC-SHA256 over time, a dot and the raw body, under each whole secret; and one of another
/// scheme, which nobody may believe (6-stripe.md, 16).
/// </summary>
internal static class WebhookSignature
{
    private const string OfNoWorth = "not a secret";

    public static string Header(IReadOnlyList<string> secrets, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = Encoding.UTF8.GetBytes($"{time}.{body}");
        return string.Join(',', [$"t={time}", .. secrets.Select(secret => $"v1={Mac(secret, message)}"), $"v0={Mac(OfNoWorth, message)}"]);
    }

    private static string Mac(string secret, byte[] message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));
}
