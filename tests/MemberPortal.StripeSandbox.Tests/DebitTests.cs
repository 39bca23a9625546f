using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>SEPA debits and what the bank answers later (6-stripe.md, 14 and 19).</summary>
public sealed class DebitTests
{
    private static readonly TimeSpan BanksTake = new SandboxOptions().BanksTake;

    [Theory]
    [InlineData("AT611904300234573201", 0, "succeeded", null)]
    [InlineData("AT321904300235473204", 3, "succeeded", null)]
    [InlineData("AT861904300235473202", 0, "requires_payment_method", "debit_not_authorized")]
    [InlineData("AT051904300235473205", 3, "requires_payment_method", "debit_not_authorized")]
    [InlineData("AT981904300002222227", 0, "requires_payment_method", "insufficient_funds")]
    public async Task A_debit_is_processing_until_the_bank_answers(string iban, int moreMinutes, string status, string? code)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var started = await sandbox.DebitAsync(iban);
        await sandbox.PassAsync(BanksTake + TimeSpan.FromMinutes(moreMinutes) - TimeSpan.FromSeconds(1));
        var waiting = await sandbox.GetAsync($"/v1/payment_intents/{started.Id}");
        await sandbox.PassAsync(TimeSpan.FromSeconds(1));
        var answered = await sandbox.GetAsync($"/v1/payment_intents/{started.Id}?expand[]=latest_charge.balance_transaction");

        Assert.Equal(("processing", "processing"), (started.Text("status"), waiting.Text("status")));
        Assert.StartsWith("py_", started.Text("latest_charge"), StringComparison.Ordinal);
        Assert.Equal((status, code), (answered.Text("status"), answered.Text("last_payment_error", "code")));
        Assert.Equal(code is null ? "succeeded" : "failed", answered.Text("latest_charge", "status"));
        Assert.Equal(code, answered.Text("latest_charge", "failure_code"));
        Assert.Equal(code is null ? "payment" : null, answered.Text("latest_charge", "balance_transaction", "type"));
        Assert.Equal(
            code is null
                ? ["payment_intent.created", "charge.pending", "payment_intent.processing", "charge.succeeded", "payment_intent.succeeded"]
                : ["payment_intent.created", "charge.pending", "payment_intent.processing", "charge.failed", "payment_intent.payment_failed"],
            (await sandbox.EventTypesAsync()).Where(type => type != "mandate.updated"));
    }

    [Fact]
    public async Task A_charge_tells_on_which_day_the_debit_is_expected()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var started = await sandbox.DebitAsync("AT611904300234573201", ("expand[]", "latest_charge"));

        Assert.Equal(("pending", "2026-11-22"), (
            started.Text("latest_charge", "status"), started.Text("latest_charge", "payment_method_details", "sepa_debit", "expected_debit_date")));
    }

    [Fact]
    public async Task The_bank_answers_by_the_clock_even_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-debits").FullName;
        try
        {
            var clock = new TestClock();
            Answer started;
            await using (var before = await Sandbox.StartAsync(Path.Combine(folder, "stripe.jsonl"), clock))
                started = await before.DebitAsync("AT611904300234573201");
            clock.Advance(BanksTake);

            await using var after = await Sandbox.StartAsync(Path.Combine(folder, "stripe.jsonl"), clock);

            Assert.Equal("succeeded", (await after.GetAsync($"/v1/payment_intents/{started.Id}")).Text("status"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("AT861904300235473202", false)]
    [InlineData("AT611904300234573201", true)]
    public async Task A_mandate_ends_when_the_bank_says_so_or_the_account_is_detached(string iban, bool detaches)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");
        var setup = await sandbox.PostAsync("/v1/setup_intents",
            [("customer", customer.Id), ("payment_method_types[]", "sepa_debit"), ("confirm", "true"), .. Sandbox.Account(iban), .. Sandbox.Mandate]);
        (string, string)[] debit =
        [
            ("amount", "5000"), ("currency", "eur"), ("customer", customer.Id), ("payment_method_types[]", "sepa_debit"),
            ("payment_method", setup.Text("payment_method")!), ("confirm", "true"), ("off_session", "true"),
        ];

        Assert.Equal("processing", (await sandbox.PostAsync("/v1/payment_intents", debit)).Text("status"));
        await sandbox.PassAsync(BanksTake);
        if (detaches)
            await sandbox.PostAsync($"/v1/payment_methods/{setup.Text("payment_method")}/detach");

        Assert.Equal("inactive", (await sandbox.GetAsync($"/v1/mandates/{setup.Text("mandate")}")).Text("status"));
        Assert.Single(await sandbox.EventTypesAsync(), type => type == "mandate.updated");
        Assert.Equal(400, (await sandbox.PostAsync("/v1/payment_intents", debit)).Status);
    }

    [Fact]
    public async Task A_debit_needs_a_mandate_euros_and_at_most_ten_thousand_of_them()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (string, string)[] debit = [("payment_method_types[]", "sepa_debit"), ("confirm", "true"), .. Sandbox.Account("AT611904300234573201")];

        var without = await sandbox.PostAsync("/v1/payment_intents", [("amount", "5000"), ("currency", "eur"), .. debit]);
        var kroner = await sandbox.PostAsync("/v1/payment_intents", [("amount", "5000"), ("currency", "nok"), .. debit, .. Sandbox.Mandate]);
        var large = await sandbox.PostAsync("/v1/payment_intents", [("amount", "1000001"), ("currency", "eur"), .. debit, .. Sandbox.Mandate]);

        Assert.Equal((400, "payment_intent_mandate_invalid"), (without.Status, without.ErrorCode));
        Assert.Equal((400, "payment_method_currency_mismatch"), (kroner.Status, kroner.ErrorCode));
        Assert.Equal((400, "amount_too_large"), (large.Status, large.ErrorCode));
    }

    [Fact]
    public async Task A_page_over_more_than_ten_thousand_euros_offers_cards_only()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (string, string)[] large =
        [
            ("mode", "payment"), ("success_url", "https://portal.example.org/done"), ("locale", "en"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"), ("line_items[0][price_data][unit_amount]", "1000001"),
            ("line_items[0][price_data][product_data][name]", "Boat"), ("payment_method_types[0]", "sepa_debit"),
        ];

        var debitOnly = await sandbox.PostAsync("/v1/checkout/sessions", large);
        var both = await sandbox.PostAsync("/v1/checkout/sessions", [.. large, ("payment_method_types[1]", "card")]);
        var page = await sandbox.GetAsync($"/c/pay/{both.Id}?method=sepa_debit", key: null);

        Assert.Equal((400, "amount_too_large"), (debitOnly.Status, debitOnly.ErrorCode));
        Assert.Contains("Pay by card", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"iban\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Use a bank account instead", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AT611904300234573201", "checkout.session.async_payment_succeeded", "paid")]
    [InlineData("AT861904300235473202", "checkout.session.async_payment_failed", "unpaid")]
    public async Task A_checkout_paid_by_debit_is_complete_and_hears_from_the_bank_later(string iban, string happens, string status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.PostAsync("/v1/checkout/sessions",
            ("mode", "payment"), ("success_url", "https://portal.example.org/done"), ("locale", "en"), ("payment_method_types[0]", "card"),
            ("payment_method_types[1]", "sepa_debit"), ("customer_email", "kari@example.org"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"), ("line_items[0][price_data][unit_amount]", "5000"),
            ("line_items[0][price_data][product_data][name]", "Fee"));

        var paid = await sandbox.SendFormAsync($"/c/pay/{checkout.Id}?method=sepa_debit", ("iban", iban), ("name", "Kari Nordmann"));
        var between = await sandbox.FetchCheckoutAsync(checkout);
        var page = await sandbox.GetAsync($"/c/pay/{checkout.Id}", key: null);
        await sandbox.PassAsync(BanksTake);

        Assert.Equal((303, "https://portal.example.org/done"), (paid.Status, paid.Location));
        Assert.Equal(("complete", "unpaid", "processing"), (between.Text("status"), between.Text("payment_status"), between.Text("payment_intent", "status")));
        Assert.Contains("The debit is on its way", page.Body, StringComparison.Ordinal);
        Assert.Contains("checkout.session.completed", await sandbox.EventTypesAsync());
        Assert.Equal(happens, (await sandbox.EventTypesAsync())[^1]);
        Assert.Equal(status, (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_status"));
    }
}
