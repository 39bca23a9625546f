using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class ParameterTests
{
    private const string Unit = "line_items[0][price_data][unit_amount]";
    private const string Currency = "line_items[0][price_data][currency]";

    [Theory]
    [InlineData("colour", "red", "parameter_unknown", "colour")]
    [InlineData("line_items[0][colour]", "red", "parameter_unknown", "line_items[0][colour]")]
    [InlineData("payment_intent_data[colour]", "red", "parameter_unknown", "payment_intent_data[colour]")]
    [InlineData(Unit, "12.50", "parameter_invalid_integer", Unit)]
    [InlineData(Unit, "-1", "parameter_invalid_integer", Unit)]
    [InlineData(Unit, "99999999999999999999", "parameter_invalid_integer", Unit)]
    [InlineData(Unit, "100000000", "amount_too_large", Unit)]
    [InlineData("line_items[0][quantity]", "0", "parameter_invalid_integer", "line_items[0][quantity]")]
    [InlineData("line_items[0][quantity]", "", "parameter_invalid_empty", "line_items[0][quantity]")]
    [InlineData("line_items[0][price]", "price_none", "resource_missing", "line_items[0][price]")]
    [InlineData(Currency, "xyz", null, Currency)]
    [InlineData(Currency, "sek", null, "line_items")]
    [InlineData("success_url", "javascript:alert(1)", "url_invalid", "success_url")]
    [InlineData("success_url", "/relative", "url_invalid", "success_url")]
    [InlineData("cancel_url", "nowhere", "url_invalid", "cancel_url")]
    [InlineData("mode", "gift", null, "mode")]
    [InlineData("locale", "tlh", null, "locale")]
    [InlineData("customer", "cus_none", "resource_missing", "customer")]
    [InlineData("customer_email", "nobody", "email_invalid", "customer_email")]
    [InlineData("metadata[12345678901234567890123456789012345678901]", "x", null, "metadata")]
    [InlineData("payment_intent_data[statement_descriptor_suffix]", "TWENTYTHREE CHARACTERS.", "parameter_invalid_string", "payment_intent_data[statement_descriptor_suffix]")]
    public async Task A_wrong_parameter_is_refused_by_name(string name, string value, string? code, string param)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.OpenCheckoutAsync((name, value));

        Assert.Equal((400, "invalid_request_error", code, param), (answer.Status, answer.Text("error", "type"), answer.ErrorCode, answer.ErrorParam));
        Assert.NotEmpty(answer.Text("error", "message")!);
        Assert.Empty((await sandbox.GetAsync("/v1/checkout/sessions")).Ids);
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("success_url")]
    [InlineData(Unit)]
    [InlineData(Currency)]
    [InlineData("line_items[0][quantity]")]
    public async Task A_missing_parameter_is_named(string name)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.PostAsync("/v1/checkout/sessions", [.. Sandbox.CheckoutOf().Where(f => f.Name != name)]);

        Assert.Equal((400, "parameter_missing", name), (answer.Status, answer.ErrorCode, answer.ErrorParam));
        Assert.EndsWith("/parameter-missing", answer.Text("error", "doc_url"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nok", 300, null)]
    [InlineData("nok", 299, "amount_too_small")]
    [InlineData("eur", 50, null)]
    [InlineData("eur", 49, "amount_too_small")]
    [InlineData("huf", 17499, "amount_too_small")]
    [InlineData("jpy", 50, null)]
    [InlineData("jpy", 49, "amount_too_small")]
    [InlineData("isk", 10000, null)]
    [InlineData("isk", 10050, "parameter_invalid_integer")]
    [InlineData("ugx", 10001, "parameter_invalid_integer")]
    [InlineData("kwd", 1230, null)]
    [InlineData("kwd", 1234, "parameter_invalid_integer")]
    [InlineData("nok", 99_999_999, null)]
    [InlineData("nok", 100_000_000, "amount_too_large")]
    [InlineData("nok", 0, "amount_too_small")]
    public async Task Amounts_follow_the_rules_of_their_currency(string currency, long amount, string? code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.PostAsync("/v1/payment_intents", ("amount", $"{amount}"), ("currency", currency));

        Assert.Equal(code, answer.ErrorCode);
        Assert.Equal(code is null ? 200 : 400, answer.Status);
    }

    [Fact]
    public async Task The_total_of_a_checkout_has_the_same_limits()
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal("amount_too_large", (await sandbox.OpenCheckoutAsync((Unit, "99999999"))).ErrorCode);
        Assert.Equal("amount_too_small", (await sandbox.OpenCheckoutAsync((Unit, "1"), ("line_items[1][price_data][unit_amount]", "1"))).ErrorCode);
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Content = new StringContent("{}") };

        Assert.Equal(400, (await sandbox.SendAsync(request, "sk_test_1")).Status);
    }

    [Fact]
    public async Task What_cannot_be_expanded_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        Assert.Equal(400, (await sandbox.FetchCheckoutAsync(checkout, "colour")).Status);
        Assert.Equal("property_expansion_max_depth", (await sandbox.FetchCheckoutAsync(checkout, "a.b.c.d.e")).ErrorCode);
    }
}
