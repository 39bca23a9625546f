using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>Checkout that saves a method: in setup mode, or on the way of a payment (6-stripe.md, 13).</summary>
public sealed class SetupPageTests
{
    [Fact]
    public async Task A_card_is_saved_on_the_page_and_the_session_tells_which()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, checkout) = await OpenAsync(sandbox, ("setup_intent_data[metadata][member]", "10042"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);
        var saved = await sandbox.PayAsync(checkout, Sandbox.GoodCard);
        var after = await sandbox.FetchCheckoutAsync(checkout, "setup_intent.payment_method");
        var revisited = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);

        Assert.Equal(("open", "no_payment_required", "setup"), (checkout.Text("status"), checkout.Text("payment_status"), checkout.Text("mode")));
        Assert.Contains("Save your card", page.Body, StringComparison.Ordinal);
        Assert.Contains("Nothing is charged now.", page.Body, StringComparison.Ordinal);
        Assert.Equal((303, $"https://portal.example.org/saved?session={checkout.Id}"), (saved.Status, saved.Location));
        Assert.Equal(("complete", "no_payment_required"), (after.Text("status"), after.Text("payment_status")));
        Assert.Equal((customer, "4242", "10042"), (
            after.Text("setup_intent", "payment_method", "customer"), after.Text("setup_intent", "payment_method", "card", "last4"),
            after.Text("setup_intent", "metadata", "member")));
        Assert.Null(after["payment_intent"]);
        Assert.Contains("<h1>Saved</h1>", revisited.Body, StringComparison.Ordinal);
        Assert.Equal(
            ["customer.created", "setup_intent.created", "payment_method.attached", "setup_intent.succeeded", "checkout.session.completed"],
            await sandbox.EventTypesAsync());
        Assert.Equal([checkout.Id], (await sandbox.GetAsync($"/v1/checkout/sessions?setup_intent={after.Text("setup_intent", "id")}")).Ids);
    }

    [Fact]
    public async Task A_form_sent_many_times_saves_one_card()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, checkout) = await OpenAsync(sandbox);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => sandbox.PayAsync(checkout, Sandbox.GoodCard)));

        Assert.Single((await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_page_open_for_another()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, checkout) = await OpenAsync(sandbox);

        var declined = await sandbox.PayAsync(checkout, "4000000000000069");
        var none = (await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids;

        Assert.Contains("The card has expired.", declined.Body, StringComparison.Ordinal);
        Assert.Empty(none);
        Assert.Equal(303, (await sandbox.PayAsync(checkout, Sandbox.GoodCard)).Status);
        Assert.Single((await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
    }

    [Fact]
    public async Task The_bank_may_be_asked_and_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, checkout) = await OpenAsync(sandbox);

        var asked = await sandbox.PayAsync(checkout, "4000002760003184");
        var left = await sandbox.SendFormAsync(asked.Location!, ("answer", "leave"));
        var refused = await sandbox.SendFormAsync(asked.Location!, ("answer", "refuse"));
        var page = await sandbox.GetAsync(refused.Location!, key: null);
        var again = await sandbox.PayAsync(checkout, "4000002760003184");
        var confirmed = await sandbox.SendFormAsync(again.Location!, ("answer", "confirm"));

        Assert.Equal($"/c/pay/{checkout.Id}", left.Location);
        Assert.Contains("was not confirmed with the bank and is not saved", page.Body, StringComparison.Ordinal);
        Assert.Equal($"https://portal.example.org/saved?session={checkout.Id}", confirmed.Location);
        Assert.Single((await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
    }

    [Fact]
    public async Task An_account_is_saved_with_its_mandate_read()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, checkout) = await OpenAsync(sandbox, ("payment_method_types[1]", "sepa_debit"));

        var card = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);
        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}?method=sepa_debit", key: null);
        var wrong = await sandbox.SendFormAsync($"/c/pay/{checkout.Id}?method=sepa_debit", ("iban", "NO9386011117947"), ("name", ""));
        var saved = await sandbox.SendFormAsync($"/c/pay/{checkout.Id}?method=sepa_debit", ("iban", "at61 1904 3002 3457 3201"), ("name", "Kari Nordmann"));
        var after = await sandbox.FetchCheckoutAsync(checkout, "setup_intent.payment_method");

        Assert.Contains("Use a bank account instead", card.Body, StringComparison.Ordinal);
        Assert.Contains("have your bank debit this account", page.Body, StringComparison.Ordinal);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("This page takes test accounts only.", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("Fill in the name of the account holder.", wrong.Body, StringComparison.Ordinal);
        Assert.Equal(303, saved.Status);
        Assert.Equal((customer, "sepa_debit", "3201"), (
            after.Text("setup_intent", "payment_method", "customer"), after.Text("setup_intent", "payment_method", "type"),
            after.Text("setup_intent", "payment_method", "sepa_debit", "last4")));
        Assert.StartsWith("mandate_", after.Text("setup_intent", "mandate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_mode_has_a_currency_or_methods_and_nothing_to_pay()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (string, string)[] setup = [("mode", "setup"), ("success_url", "https://portal.example.org/saved")];

        var neither = await sandbox.PostAsync("/v1/checkout/sessions", setup);
        var paying = await sandbox.PostAsync("/v1/checkout/sessions", [.. setup, ("currency", "nok"), ("line_items[0][quantity]", "1")]);
        var euro = await sandbox.PostAsync("/v1/checkout/sessions", [.. setup, ("currency", "eur")]);
        var krone = await sandbox.PostAsync("/v1/checkout/sessions", [.. setup, ("currency", "nok"), ("payment_method_types[]", "sepa_debit")]);

        Assert.Equal((400, "currency"), (neither.Status, neither.ErrorParam));
        Assert.Equal((400, "line_items"), (paying.Status, paying.ErrorParam));
        Assert.Equal("""["card","sepa_debit"]""", euro["payment_method_types"]!.ToJsonString());
        Assert.Equal((400, "payment_method_currency_mismatch"), (krone.Status, krone.ErrorCode));
    }

    [Fact]
    public async Task An_expired_session_takes_its_setup_with_it()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, checkout) = await OpenAsync(sandbox);

        await sandbox.PostAsync($"/v1/checkout/sessions/{checkout.Id}/expire");

        Assert.Equal("canceled", (await sandbox.FetchCheckoutAsync(checkout, "setup_intent")).Text("setup_intent", "status"));
        Assert.Equal(410, (await sandbox.PayAsync(checkout, Sandbox.GoodCard)).Status);
    }

    [Fact]
    public async Task The_setup_of_a_checkout_is_left_to_the_checkout()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, checkout) = await OpenAsync(sandbox);

        Assert.Equal("setup_intent_unexpected_state", (await sandbox.PostAsync($"/v1/setup_intents/{checkout.Text("setup_intent")}/confirm", ("payment_method", "pm_card_visa"))).ErrorCode);
        Assert.Equal("setup_intent_unexpected_state", (await sandbox.PostAsync($"/v1/setup_intents/{checkout.Text("setup_intent")}/cancel")).ErrorCode);
    }

    [Theory]
    [InlineData("yes", 1)]
    [InlineData("", 0)]
    public async Task A_card_paid_with_is_kept_where_the_person_ticks_it(string tick, int kept)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        var checkout = await sandbox.OpenCheckoutAsync(("customer", customer.Id), ("saved_payment_method_options[payment_method_save]", "enabled"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);
        await sandbox.PayAsync(checkout, Sandbox.GoodCard, ("keep", tick));

        Assert.Contains("Keep this for next time", page.Body, StringComparison.Ordinal);
        var methods = await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods");
        Assert.Equal(kept, methods.Ids.Length);
        Assert.All(methods.Json["data"]!.AsArray(), method => Assert.Equal("always", (string)method!["allow_redisplay"]!));
    }

    [Fact]
    public async Task A_session_that_sets_up_future_use_keeps_the_card_and_says_so()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        var checkout = await sandbox.OpenCheckoutAsync(("customer", customer.Id), ("payment_intent_data[setup_future_usage]", "off_session"));

        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);
        var asked = await sandbox.PayAsync(checkout, "4000002500003155");
        await sandbox.SendFormAsync(asked.Location!, ("answer", "confirm"));
        var method = (await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Ids.Single();
        var later = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("customer", customer.Id),
            ("payment_method", method), ("confirm", "true"), ("off_session", "true"));

        Assert.Contains("This is kept for later payments.", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"checkbox\"", page.Body, StringComparison.Ordinal);
        Assert.Equal("succeeded", later.Text("status"));
    }

    [Theory]
    [InlineData("payment")]
    [InlineData("setup")]
    public async Task A_customer_that_checkout_makes_holds_what_was_to_be_kept(string mode)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = mode == "payment"
            ? await sandbox.OpenCheckoutAsync(("customer_creation", "always"), ("payment_intent_data[setup_future_usage]", "off_session"))
            : await sandbox.PostAsync("/v1/checkout/sessions", ("mode", "setup"), ("currency", "nok"), ("customer_creation", "always"),
                ("success_url", "https://portal.example.org/saved"));

        await sandbox.PayAsync(checkout, Sandbox.GoodCard);

        var customer = (await sandbox.FetchCheckoutAsync(checkout, $"{mode}_intent")).Text("customer");
        Assert.Single((await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
        Assert.Equal(customer, (await sandbox.FetchCheckoutAsync(checkout, $"{mode}_intent")).Text($"{mode}_intent", "customer"));
    }

    [Fact]
    public async Task Without_a_customer_there_is_nothing_to_keep()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("saved_payment_method_options[payment_method_save]", "enabled"));

        Assert.DoesNotContain("type=\"checkbox\"", (await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null)).Body, StringComparison.Ordinal);
    }

    private static async Task<(string Customer, Answer Checkout)> OpenAsync(Sandbox sandbox, params (string Name, string Value)[] more)
    {
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        var checkout = await sandbox.PostAsync("/v1/checkout/sessions",
        [
            ("mode", "setup"), ("customer", customer.Id), ("success_url", "https://portal.example.org/saved?session={CHECKOUT_SESSION_ID}"),
            ("cancel_url", "https://portal.example.org/"), ("payment_method_types[0]", "card"), ("locale", "en"), .. more,
        ]);
        return (customer.Id, checkout);
    }
}
