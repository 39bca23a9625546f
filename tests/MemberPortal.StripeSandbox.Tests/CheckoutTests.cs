using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class CheckoutTests
{
    [Fact]
    public async Task An_open_session_has_a_page_and_no_payment_yet()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var checkout = await sandbox.OpenCheckoutAsync(("client_reference_id", "2026-00042"), ("metadata[attempt]", "7"));

        Assert.StartsWith("cs_test_", checkout.Id, StringComparison.Ordinal);
        Assert.Equal(("open", "unpaid", "120000", "nok"), (checkout.Text("status"), checkout.Text("payment_status"), checkout.Text("amount_total"), checkout.Text("currency")));
        Assert.Equal($"{sandbox.Running.Address}c/pay/{checkout.Id}", checkout.Text("url"));
        Assert.Null(checkout["payment_intent"]);
        Assert.False(checkout.Json.AsObject().ContainsKey("line_items"));
        Assert.Equal(("2026-00042", "7"), (checkout.Text("client_reference_id"), checkout.Text("metadata", "attempt")));
        Assert.Equal($"{sandbox.Clock.UnixNow + 86_400}", checkout.Text("expires_at"));
    }

    [Fact]
    public async Task A_good_card_pays_and_leads_back_with_the_session_id()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        var checkout = await sandbox.OpenCheckoutAsync(
            ("customer", customer.Id), ("payment_intent_data[metadata][invoice]", "2026-00042"), ("payment_intent_data[description]", "Season fee"));

        var paid = await sandbox.PayAsync(checkout, Sandbox.GoodCard);

        Assert.Equal((303, $"https://portal.example.org/done?session={checkout.Id}"), (paid.Status, paid.Location));
        var after = await sandbox.FetchCheckoutAsync(checkout);
        Assert.Equal(("complete", "paid"), (after.Text("status"), after.Text("payment_status")));
        Assert.Null(after["url"]);
        Assert.Equal(("succeeded", "120000"), (after.Text("payment_intent", "status"), after.Text("payment_intent", "amount_received")));
        Assert.Equal(("2026-00042", "Season fee", customer.Id), (
            after.Text("payment_intent", "metadata", "invoice"), after.Text("payment_intent", "description"), after.Text("payment_intent", "customer")));
        Assert.Equal(("true", "visa", "4242"), (
            after.Text("payment_intent", "latest_charge", "paid"),
            after.Text("payment_intent", "latest_charge", "payment_method_details", "card", "brand"),
            after.Text("payment_intent", "latest_charge", "payment_method_details", "card", "last4")));
        Assert.Equal(
            ["customer.created", "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"],
            await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_charge_brings_its_amount_less_a_fee()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        await sandbox.PayAsync(checkout, Sandbox.GoodCard);
        var charge = (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_intent", "latest_charge", "balance_transaction")!;

        var pending = await sandbox.GetAsync($"/v1/balance_transactions/{charge}");
        sandbox.Clock.Advance(TimeSpan.FromDays(3));
        var available = await sandbox.GetAsync($"/v1/balance_transactions/{charge}");

        // 1.5 % of 1,200.00 and 1.50.
        Assert.Equal(("120000", "1950", "118050"), (pending.Text("amount"), pending.Text("fee"), pending.Text("net")));
        Assert.Equal(("pending", "available"), (pending.Text("status"), available.Text("status")));
    }

    [Fact]
    public async Task A_declined_card_leaves_the_page_payable_with_another()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var declined = await sandbox.PayAsync(checkout, "4000 0000 0000 9995");
        var between = await sandbox.FetchCheckoutAsync(checkout);
        var paid = await sandbox.PayAsync(checkout, Sandbox.GoodCard);
        var after = await sandbox.FetchCheckoutAsync(checkout);

        Assert.Equal(200, declined.Status);
        Assert.Contains("There is not enough money on the card. Nothing was charged.", declined.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Kari Nordmann\"", declined.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("9995\"", declined.Body, StringComparison.Ordinal);
        Assert.Equal(("open", "requires_payment_method"), (between.Text("status"), between.Text("payment_intent", "status")));
        Assert.Equal("insufficient_funds", between.Text("payment_intent", "last_payment_error", "decline_code"));
        Assert.Equal(("failed", "card_declined"), (
            between.Text("payment_intent", "latest_charge", "status"), between.Text("payment_intent", "latest_charge", "failure_code")));
        Assert.Equal(303, paid.Status);
        Assert.Equal(between.Text("payment_intent", "id"), after.Text("payment_intent", "id"));
        Assert.Null(after.Json["payment_intent"]!["last_payment_error"]);
        Assert.Equal(
            ["payment_intent.created", "charge.failed", "payment_intent.payment_failed", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"],
            await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_form_sent_many_times_charges_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sandbox.PayAsync(checkout, Sandbox.GoodCard)));

        Assert.All(answers, a => Assert.Equal((303, answers[0].Location), (a.Status, a.Location)));
        Assert.Single((await sandbox.GetAsync("/v1/charges")).Ids);
        Assert.Single((await sandbox.GetAsync("/v1/payment_intents")).Ids);
    }

    [Fact]
    public async Task An_expired_session_takes_its_payment_with_it_and_is_not_paid()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        await sandbox.PayAsync(checkout, "4000 0000 0000 0002");

        var expired = await sandbox.PostAsync($"/v1/checkout/sessions/{checkout.Id}/expire");
        var paid = await sandbox.PayAsync(checkout, Sandbox.GoodCard);

        Assert.Equal(("expired", "unpaid"), (expired.Text("status"), expired.Text("payment_status")));
        Assert.Equal(410, paid.Status);
        Assert.Contains("https://portal.example.org/invoices", paid.Body, StringComparison.Ordinal);
        Assert.Equal("canceled", (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_intent", "status"));
        Assert.Equal(400, (await sandbox.PostAsync($"/v1/checkout/sessions/{checkout.Id}/expire")).Status);
        Assert.Equal("checkout.session.expired", (await sandbox.EventTypesAsync())[^1]);
    }

    [Fact]
    public async Task A_session_expires_by_the_clock_even_if_nobody_looks()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.OpenCheckoutAsync(("expires_at", $"{sandbox.Clock.UnixNow + 1800}"));

        sandbox.Clock.Advance(TimeSpan.FromSeconds(1799));
        await sandbox.Running.DeliverDueAsync();
        Assert.Empty(await sandbox.EventTypesAsync());

        sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await sandbox.Running.DeliverDueAsync();
        Assert.Equal(["checkout.session.expired"], await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_session_whose_time_is_up_reads_as_expired()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync(("expires_at", $"{sandbox.Clock.UnixNow + 1800}"));

        sandbox.Clock.Advance(TimeSpan.FromSeconds(1800));

        Assert.Equal(410, (await sandbox.PayAsync(checkout, Sandbox.GoodCard)).Status);
        Assert.Equal("expired", (await sandbox.FetchCheckoutAsync(checkout)).Text("status"));
        Assert.Equal([checkout.Id], (await sandbox.GetAsync("/v1/checkout/sessions?status=expired")).Ids);
        Assert.Empty((await sandbox.GetAsync("/v1/checkout/sessions?status=open")).Ids);
    }

    [Theory]
    [InlineData(1799, 400)]
    [InlineData(1800, 200)]
    [InlineData(86_400, 200)]
    [InlineData(86_401, 400)]
    public async Task A_session_lives_from_30_minutes_to_24_hours(int seconds, int status)
    {
        await using var sandbox = await Sandbox.StartAsync();

        Assert.Equal(status, (await sandbox.OpenCheckoutAsync(("expires_at", $"{sandbox.Clock.UnixNow + seconds}"))).Status);
    }

    [Fact]
    public async Task Sessions_are_found_by_customer_payment_and_status()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("email", "kari@example.org"));
        var hers = await sandbox.OpenCheckoutAsync(("customer", customer.Id));
        var other = await sandbox.OpenCheckoutAsync();
        await sandbox.PayAsync(other, Sandbox.GoodCard);
        var intent = (await sandbox.FetchCheckoutAsync(other)).Text("payment_intent", "id");

        Assert.Equal([hers.Id], (await sandbox.GetAsync($"/v1/checkout/sessions?customer={customer.Id}")).Ids);
        Assert.Equal([other.Id], (await sandbox.GetAsync($"/v1/checkout/sessions?payment_intent={intent}")).Ids);
        Assert.Equal([other.Id], (await sandbox.GetAsync("/v1/checkout/sessions?status=complete")).Ids);
        var expanded = await sandbox.GetAsync("/v1/checkout/sessions?status=complete&expand[]=data.payment_intent");
        Assert.Equal("succeeded", expanded.Json["data"]![0]!["payment_intent"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Line_items_are_listed_and_expanded()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();

        var list = await sandbox.GetAsync($"/v1/checkout/sessions/{checkout.Id}/line_items?limit=1");
        var expanded = await sandbox.FetchCheckoutAsync(checkout, "line_items");

        Assert.Equal(("true", 1), (list.Text("has_more"), list.Ids.Length));
        var items = expanded.Json["line_items"]!["data"]!.AsArray();
        Assert.Equal(["Training 2 100000", "Licence 1 20000"], items.Select(i => $"{i!["description"]} {i["quantity"]} {i["amount_total"]}"));
    }

    [Fact]
    public async Task A_customer_is_made_when_the_session_asks_for_one()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var guest = await sandbox.OpenCheckoutAsync();
        var always = await sandbox.OpenCheckoutAsync(("customer_creation", "always"), ("customer_email", "ola@example.org"));

        await sandbox.PayAsync(guest, Sandbox.GoodCard);
        await sandbox.PayAsync(always, Sandbox.GoodCard, ("email", "someone@else.example"));

        Assert.Null((await sandbox.FetchCheckoutAsync(guest, "customer"))["customer"]);
        Assert.Equal("ola@example.org", (await sandbox.FetchCheckoutAsync(always, "customer")).Text("customer", "email"));
    }
}
