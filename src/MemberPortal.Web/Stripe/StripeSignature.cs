using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberPortal.Web.Stripe;

/// <summary>Tells whether a webhook comes from the provider (6-stripe.md, section 16).</summary>
internal static class StripeSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>
    /// True when one of the header's v1 signatures is that of one of our secrets over the body as it came, bytes
    /// unread, and was made within five minutes of now. Without secrets nothing is valid.
    /// </summary>
    public static bool IsValid(
        ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',');
        var times = Values(parts, "t=");
        if (times.Count != 1 || !IsRecent(times[0], now))
            return false;

        var valid = false;
        foreach (var secret in secrets.Where(secret => secret.Length > 0))
        {
            var expected = Encoding.ASCII.GetBytes(Sign(body, times[0], secret));
            foreach (var signature in Values(parts, "v1="))
                valid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return valid;
    }

    private static List<string> Values(string[] parts, string scheme) =>
        [
            .. parts.Where(part => part.StartsWith(scheme, StringComparison.Ordinal))
                .Select(part => part[scheme.Length..]),
        ];

    private static bool IsRecent(string time, DateTimeOffset now) =>
        long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) &&
        Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Tolerance.TotalSeconds;

    private static string Sign(ReadOnlySpan<byte> body, string time, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes($"{time}."));
        mac.AppendData(body);
        return Convert.ToHexStringLower(mac.GetHashAndReset());
    }
}
