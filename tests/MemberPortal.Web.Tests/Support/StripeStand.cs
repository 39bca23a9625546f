using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox;

namespace MemberPortal.Web.Tests.Support;

/// <summary>What a person does on the provider's pages, and what the provider does by itself.</summary>
internal sealed class StripeStand(RunningSandbox sandbox) : IDisposable
{
    public const string GoodCard = "4242424242424242";
    public const string DeclinedCard = "4000000000000002";
    public const string NoFundsCard = "4000000000009995";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = sandbox.Address,
        DefaultRequestHeaders = { { "Authorization", "Bearer sk_test_looking_on" } },
    };

    public Uri Address => sandbox.Address;

    /// <summary>Fills in the payment page and presses its button; answers where the page then leads, or null when it stays.</summary>
    public async Task<Uri?> PayAsync(Uri page, string card = GoodCard)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = "kari@example.org",
            ["number"] = card,
            ["expiry"] = "12/34",
            ["cvc"] = "123",
            ["name"] = "Kari Nordmann",
        });
        using var answer = await _http.PostAsync(page, form);
        return answer.Headers.Location;
    }

    /// <summary>Attaches a test card, named by its token, to a customer; answers what the provider calls it.</summary>
    public async Task<JsonObject> AttachCardAsync(string customerId, string token) =>
        await CallAsync($"/v1/payment_methods/{token}/attach", new() { ["customer"] = customerId });

    /// <summary>What somebody does in the provider's dashboard.</summary>
    public Task DetachAsync(string methodId) => CallAsync($"/v1/payment_methods/{methodId}/detach", []);

    public async Task DeleteCustomerAsync(string customerId) =>
        (await _http.DeleteAsync(new Uri($"/v1/customers/{customerId}", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>The bank has sent out a new card, and the network tells.</summary>
    public Task RenewCardAsync(string methodId, int month, int year, string last4) => PostAsync("/_sandbox/actions", new JsonObject
    {
        ["action"] = "update-card",
        ["id"] = methodId,
        ["exp_month"] = month,
        ["exp_year"] = year,
        ["last4"] = last4,
    });

    /// <summary>Puts a bank account on file, with the mandate that its holder gave.</summary>
    public async Task<JsonObject> SetUpDebitAsync(string customerId, string iban)
    {
        var setup = await CallAsync("/v1/setup_intents", new()
        {
            ["customer"] = customerId,
            ["payment_method_types[]"] = "sepa_debit",
            ["confirm"] = "true",
            ["payment_method_data[type]"] = "sepa_debit",
            ["payment_method_data[sepa_debit][iban]"] = iban,
            ["payment_method_data[billing_details][name]"] = "Kari Nordmann",
            ["payment_method_data[billing_details][email]"] = "kari@example.org",
            ["mandate_data[customer_acceptance][type]"] = "online",
            ["mandate_data[customer_acceptance][online][ip_address]"] = "192.0.2.1",
            ["mandate_data[customer_acceptance][online][user_agent]"] = "test",
        });
        return (await _http.GetFromJsonAsync<JsonObject>($"/v1/payment_methods/{(string?)setup["payment_method"]}"))!;
    }

    /// <summary>Answers the bank's question on its page; answers where that leads.</summary>
    public async Task<Uri?> AnswerBankAsync(Uri bankPage, bool confirms)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = confirms ? "confirm" : "refuse" });
        using var answer = await _http.PostAsync(bankPage, form);
        return answer.Headers.Location;
    }

    /// <summary>The cards and accounts that the provider keeps for a customer.</summary>
    public async Task<IReadOnlyList<string>> MethodsOfAsync(string customerId)
    {
        var list = await _http.GetFromJsonAsync<JsonObject>($"/v1/customers/{customerId}/payment_methods?limit=100");
        return [.. list!["data"]!.AsArray().Select(method => (string)method!["id"]!)];
    }

    /// <summary>A payment by another program that shares the account.</summary>
    public Task ChargeForOthersAsync(long amountOnWire, string currency) => CallAsync("/v1/payment_intents", new()
    {
        ["amount"] = amountOnWire.ToString(CultureInfo.InvariantCulture),
        ["currency"] = currency,
        ["payment_method"] = "pm_card_visa",
        ["payment_method_types[0]"] = "card",
        ["confirm"] = "true",
    });

    public Task HoldWebhooksAsync() => PostAsync("/_sandbox/webhooks", new JsonObject { ["mode"] = "hold" });

    public Task ReleaseWebhooksAsync() => PostAsync("/_sandbox/webhooks", new JsonObject { ["mode"] = "deliver" });

    /// <summary>Sends what is due and waits for the answers.</summary>
    public Task DeliverAsync() => sandbox.DeliverDueAsync();

    public Task RedeliverAsync(string eventId) => PostAsync("/_sandbox/webhooks/redeliver", new JsonObject { ["event"] = eventId });

    /// <param name="fault">As in the sandbox's Control/Fault.cs.</param>
    public Task BreakAsync(JsonObject fault) => PostAsync("/_sandbox/faults", fault);

    public async Task MendAsync() => (await _http.DeleteAsync(new Uri("/_sandbox/faults", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>Newest first, as the API lists them.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string what)
    {
        var list = await _http.GetFromJsonAsync<JsonObject>(new Uri($"/v1/{what}?limit=100", UriKind.Relative));
        return [.. list!["data"]!.AsArray().Select(item => item!.AsObject())];
    }

    public async Task<IReadOnlyList<JsonObject>> ChargesAsync() =>
        [.. (await ListAsync("charges")).Where(charge => (string?)charge["status"] == "succeeded")];

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> CallAsync(string path, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(path, form);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {body}");
        return body!;
    }

    private async Task PostAsync(string path, JsonObject body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
