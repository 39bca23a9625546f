using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace MemberPortal.StripeSandbox.Tests.Support;

/// <summary>A running sandbox and a caller with a test key. Answers are read as they are: redirects are not followed.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    public const string GoodCard = "4242 4242 4242 4242";

    private readonly RunningSandbox _running;
    private readonly HttpClient _http;

    private Sandbox(RunningSandbox running, TestClock clock)
    {
        _running = running;
        Clock = clock;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = running.Address };
    }

    public TestClock Clock { get; }

    public RunningSandbox Running => _running;

    public static async Task<Sandbox> StartAsync(string? storeFile = null, TestClock? clock = null, int mostEvents = 5000)
    {
        clock ??= new TestClock();
        return new Sandbox(await RunningSandbox.StartAsync(new SandboxOptions { StoreFile = storeFile, MostEvents = mostEvents }, clock, default), clock);
    }

    public Task<Answer> GetAsync(string path, string? key = "sk_test_123", string? language = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), key, language);

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), "sk_test_123");

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields) => PostWithKeyAsync(null, path, fields);

    public Task<Answer> PostWithKeyAsync(string? idempotencyKey, string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(fields) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, "sk_test_123");
    }

    public Task<Answer> ControlAsync(string path, object body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, "/_sandbox/" + path) { Content = JsonContent.Create(body) }, null);

    public Task<Answer> OpenCheckoutAsync(params (string Name, string Value)[] more) => PostAsync("/v1/checkout/sessions", CheckoutOf(more));

    /// <summary>A session over NOK 1,200.00 in two lines; <paramref name="more"/> replaces and adds.</summary>
    public static (string Name, string Value)[] CheckoutOf(params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] fields =
        [
            ("mode", "payment"),
            ("success_url", "https://portal.example.org/done?session={CHECKOUT_SESSION_ID}"),
            ("cancel_url", "https://portal.example.org/invoices"),
            ("locale", "en"),
            ("line_items[0][quantity]", "2"),
            ("line_items[0][price_data][currency]", "nok"),
            ("line_items[0][price_data][unit_amount]", "50000"),
            ("line_items[0][price_data][product_data][name]", "Training"),
            ("line_items[1][quantity]", "1"),
            ("line_items[1][price_data][currency]", "nok"),
            ("line_items[1][price_data][unit_amount]", "20000"),
            ("line_items[1][price_data][product_data][name]", "Licence"),
        ];
        return [.. fields.Where(f => more.All(m => m.Name != f.Name)), .. more];
    }

    /// <summary>What a person does on the payment page: fill in and send.</summary>
    public Task<Answer> PayAsync(Answer checkout, string card, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] fields =
        [
            ("email", "kari@example.org"), ("number", card), ("expiry", "12/30"), ("cvc", "123"), ("name", "Kari Nordmann"),
        ];
        return SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/c/pay/{checkout.Id}")
            {
                Content = Form([.. fields.Where(f => more.All(m => m.Name != f.Name)), .. more]),
            },
            key: null);
    }

    /// <summary>A customer, and a test card of theirs.</summary>
    public async Task<(string Customer, string Method)> SaveCardAsync(string token)
    {
        var customer = await PostAsync("/v1/customers", ("email", "kari@example.org"), ("name", "Kari Nordmann"));
        return (customer.Id, (await PostAsync($"/v1/payment_methods/{token}/attach", ("customer", customer.Id))).Id);
    }

    /// <summary>EUR 50.00 by bank debit, confirmed at once.</summary>
    public Task<Answer> DebitAsync(string iban, params (string Name, string Value)[] more) => PostAsync("/v1/payment_intents",
    [
        ("amount", "5000"), ("currency", "eur"), ("payment_method_types[]", "sepa_debit"), ("confirm", "true"),
        .. Account(iban), .. Mandate, .. more,
    ]);

    public static (string Name, string Value)[] Account(string iban) =>
    [
        ("payment_method_data[type]", "sepa_debit"), ("payment_method_data[sepa_debit][iban]", iban),
        ("payment_method_data[billing_details][name]", "Kari Nordmann"), ("payment_method_data[billing_details][email]", "kari@example.org"),
    ];

    public static readonly (string Name, string Value)[] Mandate =
    [
        ("mandate_data[customer_acceptance][type]", "online"),
        ("mandate_data[customer_acceptance][online][ip_address]", "192.0.2.1"),
        ("mandate_data[customer_acceptance][online][user_agent]", "test"),
    ];

    /// <summary>A card payment in NOK; its charge and the charge's balance transaction are expanded.</summary>
    public async Task<Answer> ChargeAsync(string token, long amount = 120000)
    {
        var paid = await PostAsync("/v1/payment_intents", ("amount", $"{amount}"), ("currency", "nok"), ("payment_method", token), ("confirm", "true"));
        return await GetAsync($"/v1/charges/{paid.Text("latest_charge")}?expand[]=balance_transaction");
    }

    public Task<Answer> ActAsync(string action, string id = "") => ControlAsync("actions", new { action, id });

    /// <summary>What a person sends from a hosted page.</summary>
    public Task<Answer> SendFormAsync(string page, params (string Name, string Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = Form(fields) }, key: null);

    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await Running.DeliverDueAsync();
    }

    public Task<Answer> FetchCheckoutAsync(Answer checkout, string expand = "payment_intent.latest_charge") =>
        GetAsync($"/v1/checkout/sessions/{checkout.Id}?expand[]={expand}");

    public async Task<string[]> EventTypesAsync() =>
        [.. (await GetAsync("/v1/events?limit=100")).Json["data"]!.AsArray().Select(e => e!["type"]!.GetValue<string>()).Reverse()];

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? key, string? language = null)
    {
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);

        using (request)
        using (var response = await _http.SendAsync(request))
            return await Answer.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _running.DisposeAsync();
    }

    private static FormUrlEncodedContent Form((string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
}
