using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 12.</summary>
public sealed class SetupIntentTests
{
    [Fact]
    public async Task A_confirmed_setup_attaches_the_card()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");

        var made = await sandbox.PostAsync("/v1/setup_intents", ("customer", customer.Id), ("metadata[a]", "1"), ("description", "Saved"));
        var done = await sandbox.PostAsync($"/v1/setup_intents/{made.Id}/confirm", ("payment_method", "pm_card_visa"), ("expand[]", "payment_method"));

        Assert.Equal(("requires_payment_method", "off_session"), (made.Text("status"), made.Text("usage")));
        Assert.Equal(("succeeded", customer.Id, "1"), (done.Text("status"), done.Text("payment_method", "customer"), done.Text("metadata", "a")));
        Assert.Equal([done.Text("payment_method", "id")!], (await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Ids);
        Assert.Equal([made.Id], (await sandbox.GetAsync($"/v1/setup_intents?customer={customer.Id}")).Ids);
        Assert.Equal(["customer.created", "setup_intent.created", "payment_method.attached", "setup_intent.succeeded"], await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_declined_setup_is_402_with_the_setup_intent_and_saves_nothing()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");

        var declined = await sandbox.PostAsync("/v1/setup_intents", ("customer", customer.Id), ("payment_method", "pm_card_visa_chargeDeclinedLostCard"), ("confirm", "true"));

        Assert.Equal((402, "card_error", "lost_card"), (declined.Status, declined.Text("error", "type"), declined.Text("error", "decline_code")));
        Assert.Equal("requires_payment_method", declined.Text("error", "setup_intent", "status"));
        Assert.Equal("lost_card", declined.Text("error", "setup_intent", "last_setup_error", "decline_code"));
        Assert.Equal("setup_intent.setup_failed", (await sandbox.EventTypesAsync())[^1]);
        Assert.Empty((await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Ids);
    }

    [Theory]
    [InlineData("confirm", "succeeded", "succeeded")]
    [InlineData("refuse", "requires_payment_method", "failed")]
    [InlineData("leave", "requires_action", "pending")]
    public async Task The_bank_is_asked_and_the_person_decides(string answer, string status, string redirect)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");
        var asked = await sandbox.PostAsync("/v1/setup_intents", ("customer", customer.Id), ("payment_method", "pm_card_authenticationRequiredOnSetup"),
            ("confirm", "true"), ("return_url", "https://portal.example.org/back"));

        var page = asked.Text("next_action", "redirect_to_url", "url")!;
        var shown = await sandbox.GetAsync(page, key: null);
        var answered = await sandbox.SendFormAsync(page, ("answer", answer));

        Assert.Equal("requires_action", asked.Text("status"));
        Assert.Contains("Your bank asks whether you want to save this card.", shown.Body, StringComparison.Ordinal);
        Assert.StartsWith($"https://portal.example.org/back?setup_intent={asked.Id}&setup_intent_client_secret=", answered.Location, StringComparison.Ordinal);
        Assert.EndsWith($"&redirect_status={redirect}", answered.Location, StringComparison.Ordinal);
        Assert.Equal(status, (await sandbox.GetAsync($"/v1/setup_intents/{asked.Id}")).Text("status"));
    }

    [Fact]
    public async Task A_refused_confirmation_says_so()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var asked = await sandbox.PostAsync("/v1/setup_intents", ("payment_method", "pm_card_authenticationRequired"), ("confirm", "true"), ("return_url", "https://portal.example.org/back"));

        await sandbox.SendFormAsync(asked.Text("next_action", "redirect_to_url", "url")!, ("answer", "refuse"));

        Assert.Equal("setup_intent_authentication_failure", (await sandbox.GetAsync($"/v1/setup_intents/{asked.Id}")).Text("last_setup_error", "code"));
    }

    [Fact]
    public async Task A_card_set_up_with_the_bank_pays_without_the_person_afterwards()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");
        var asked = await sandbox.PostAsync("/v1/setup_intents", ("customer", customer.Id), ("payment_method", "pm_card_authenticationRequiredOnSetup"),
            ("confirm", "true"), ("return_url", "https://portal.example.org/back"));
        await sandbox.SendFormAsync(asked.Text("next_action", "redirect_to_url", "url")!, ("answer", "confirm"));

        var paid = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("customer", customer.Id),
            ("payment_method", asked.Text("payment_method")!), ("confirm", "true"), ("off_session", "true"));

        Assert.Equal("succeeded", paid.Text("status"));
    }

    [Fact]
    public async Task A_canceled_setup_is_over()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var made = await sandbox.PostAsync("/v1/setup_intents");

        var canceled = await sandbox.PostAsync($"/v1/setup_intents/{made.Id}/cancel", ("cancellation_reason", "abandoned"));
        var confirmed = await sandbox.PostAsync($"/v1/setup_intents/{made.Id}/confirm", ("payment_method", "pm_card_visa"));

        Assert.Equal(("canceled", "abandoned"), (canceled.Text("status"), canceled.Text("cancellation_reason")));
        Assert.Equal((400, "setup_intent_unexpected_state"), (confirmed.Status, confirmed.ErrorCode));
        Assert.Equal("setup_intent.canceled", (await sandbox.EventTypesAsync())[^1]);
    }

    [Fact]
    public async Task An_account_is_set_up_with_a_mandate_and_debited_with_it()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");
        (string, string)[] account = [("customer", customer.Id), ("payment_method_types[]", "sepa_debit"), ("confirm", "true"), .. Sandbox.Account("AT611904300234573201")];

        var without = await sandbox.PostAsync("/v1/setup_intents", account);
        var done = await sandbox.PostAsync("/v1/setup_intents", [.. account, .. Sandbox.Mandate, ("expand[]", "mandate")]);
        var paid = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "eur"), ("customer", customer.Id),
            ("payment_method_types[]", "sepa_debit"), ("payment_method", done.Text("payment_method")!), ("confirm", "true"), ("off_session", "true"),
            ("expand[]", "latest_charge"));

        Assert.Equal((400, "mandate_data"), (without.Status, without.ErrorParam));
        Assert.Equal(("succeeded", "active", "multi_use"), (done.Text("status"), done.Text("mandate", "status"), done.Text("mandate", "type")));
        Assert.Equal("processing", paid.Text("status"));
        Assert.Equal(done.Text("mandate", "id"), paid.Text("latest_charge", "payment_method_details", "sepa_debit", "mandate"));
        Assert.Equal("3201", paid.Text("latest_charge", "payment_method_details", "sepa_debit", "last4"));
        var mandate = await sandbox.GetAsync($"/v1/mandates/{done.Text("mandate", "id")}");
        Assert.Equal("192.0.2.1", mandate.Text("customer_acceptance", "online", "ip_address"));
    }
}
