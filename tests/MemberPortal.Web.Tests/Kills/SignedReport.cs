using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>What the provider's webhook sends, signed with the secret of <see cref="ProductionSettings"/>.</summary>
internal static class SignedReport
{
    /// <returns>Whether it was acknowledged.</returns>
    public static async Task<bool> SendAsync(LivePortal live, JsonObject report, TimeProvider clock)
    {
        var (body, time) = (report.ToJsonString(), clock.GetUtcNow().ToUnixTimeSeconds());
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(ProductionSettings.WebhookSecret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/stripe/webhook", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={Convert.ToHexStringLower(mac)}");
        return (await live.Browser.SendAsync(request)).Status == HttpStatusCode.OK;
    }
}
