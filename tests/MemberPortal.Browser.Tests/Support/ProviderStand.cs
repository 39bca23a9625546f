using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>The provider's stand-in, asked from outside: what it charged, and when its webhooks leave.</summary>
internal sealed class ProviderStand(Uri address) : IDisposable
{
    public const string GoodCard = "4242 4242 4242 4242";
    public const string DeclinedCard = "4000 0000 0000 0002";
    public const string CardWhoseBankAsks = "4000 0027 6000 3184";

    private readonly HttpClient _http = new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_looking_on") },
    };

    public Uri Address => address;

    public Task HoldWebhooksAsync() => SetWebhooksAsync("hold");

    /// <summary>Sends what was held, and waits until the portal has answered.</summary>
    public Task DeliverWebhooksAsync() => SetWebhooksAsync("deliver");

    /// <summary>How often money was taken for the invoice.</summary>
    public async Task<int> ChargesForAsync(string invoice)
    {
        var list = await _http.GetFromJsonAsync<JsonObject>(new Uri("/v1/charges?limit=100", UriKind.Relative));
        return list!["data"]!.AsArray().Count(charge =>
            (string?)charge!["status"] == "succeeded" && ((string?)charge["description"])!.EndsWith(invoice, StringComparison.Ordinal));
    }

    public void Dispose() => _http.Dispose();

    private async Task SetWebhooksAsync(string mode)
    {
        using var answer = await _http.PostAsJsonAsync("/_sandbox/webhooks", new JsonObject { ["mode"] = mode });
        answer.EnsureSuccessStatusCode();
    }
}
