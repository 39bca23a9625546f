using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

public sealed class PaymentIntentTests
{
    private static readonly (string, string)[] Amount = [("amount", "120000"), ("currency", "nok")];

    [Fact]
    public async Task A_test_token_becomes_a_method_of_its_own_and_pays()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var paid = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_mastercard"), ("confirm", "true"), ("expand[]", "payment_method")]);

        Assert.Equal("succeeded", paid.Text("status"));
        Assert.Equal("mastercard", paid.Text("payment_method", "card", "brand"));
        Assert.StartsWith("pm_1", paid.Text("payment_method", "id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decline_is_402_with_everything_one_needs()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var declined = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_visa_chargeDeclinedInsufficientFunds"), ("confirm", "true")]);

        Assert.Equal((402, "card_error", "card_declined", "insufficient_funds"), (
            declined.Status, declined.Text("error", "type"), declined.ErrorCode, declined.Text("error", "decline_code")));
        Assert.Equal("try_again_later", declined.Text("error", "advice_code"));
        Assert.Equal("requires_payment_method", declined.Text("error", "payment_intent", "status"));
        Assert.Equal(declined.Text("error", "charge"), declined.Text("error", "payment_intent", "latest_charge"));
        Assert.Null(declined.Json["error"]!["payment_intent"]!["payment_method"]);
        Assert.Equal("9995", declined.Text("error", "payment_method", "card", "last4"));
    }

    [Fact]
    public async Task A_declined_intent_is_confirmed_again_with_another_card()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var declined = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_visa_chargeDeclined"), ("confirm", "true")]);
        var id = declined.Text("error", "payment_intent", "id");

        var paid = await sandbox.PostAsync($"/v1/payment_intents/{id}/confirm", ("payment_method", "pm_card_visa"));

        Assert.Equal("succeeded", paid.Text("status"));
        Assert.Equal(2, (await sandbox.GetAsync($"/v1/charges?payment_intent={id}")).Ids.Length);
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired", 402)]
    [InlineData("pm_card_authenticationRequiredOnSetup", 402)]
    [InlineData("pm_card_authenticationRequiredSetupForOffSession", 200)]
    public async Task Without_the_person_a_bank_that_asks_declines(string card, int status)
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", card), ("confirm", "true"), ("off_session", "true")]);

        Assert.Equal(status, answer.Status);
        if (status == 402)
        {
            Assert.Equal(("authentication_required", "authentication_required"), (answer.ErrorCode, answer.Text("error", "decline_code")));
            Assert.Null(answer.Json["error"]!["payment_intent"]!["next_action"]);
        }
    }

    [Fact]
    public async Task With_the_person_there_the_bank_page_leads_back_to_the_return_url()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var intent = await sandbox.PostAsync("/v1/payment_intents",
            [.. Amount, ("payment_method", "pm_card_authenticationRequired"), ("confirm", "true"), ("return_url", "https://portal.example.org/back?a=1")]);

        var page = intent.Text("next_action", "redirect_to_url", "url")!;
        var confirmed = await sandbox.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, page) { Content = new FormUrlEncodedContent([KeyValuePair.Create("answer", "confirm")]) }, key: null);

        Assert.Equal("requires_action", intent.Text("status"));
        Assert.StartsWith($"https://portal.example.org/back?a=1&payment_intent={intent.Id}&", confirmed.Location, StringComparison.Ordinal);
        Assert.EndsWith("&redirect_status=succeeded", confirmed.Location, StringComparison.Ordinal);
        Assert.Equal("succeeded", (await sandbox.GetAsync($"/v1/payment_intents/{intent.Id}")).Text("status"));
    }

    [Fact]
    public async Task A_canceled_intent_is_over()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var intent = await sandbox.PostAsync("/v1/payment_intents", Amount);

        var canceled = await sandbox.PostAsync($"/v1/payment_intents/{intent.Id}/cancel", ("cancellation_reason", "duplicate"));
        var confirmed = await sandbox.PostAsync($"/v1/payment_intents/{intent.Id}/confirm", ("payment_method", "pm_card_visa"));

        Assert.Equal(("canceled", "duplicate"), (canceled.Text("status"), canceled.Text("cancellation_reason")));
        Assert.Equal((400, "payment_intent_unexpected_state"), (confirmed.Status, confirmed.ErrorCode));
        Assert.Equal("canceled", confirmed.Text("error", "payment_intent", "status"));
    }

    [Fact]
    public async Task The_intent_of_a_checkout_is_left_to_the_checkout()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var checkout = await sandbox.OpenCheckoutAsync();
        await sandbox.PayAsync(checkout, "4000000000000002");
        var id = (await sandbox.FetchCheckoutAsync(checkout)).Text("payment_intent", "id");

        Assert.Equal("payment_intent_unexpected_state", (await sandbox.PostAsync($"/v1/payment_intents/{id}/confirm", ("payment_method", "pm_card_visa"))).ErrorCode);
        Assert.Equal("payment_intent_unexpected_state", (await sandbox.PostAsync($"/v1/payment_intents/{id}/cancel")).ErrorCode);
    }

    [Fact]
    public async Task Metadata_of_an_intent_is_changed_key_by_key()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var intent = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("metadata[a]", "1"), ("metadata[b]", "2")]);

        var changed = await sandbox.PostAsync($"/v1/payment_intents/{intent.Id}", ("metadata[a]", ""), ("metadata[c]", "3"));

        Assert.Equal("""{"b":"2","c":"3"}""", changed["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_named()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_none"), ("confirm", "true")]);

        Assert.Equal((400, "resource_missing", "payment_method"), (answer.Status, answer.ErrorCode, answer.ErrorParam));
        Assert.Empty((await sandbox.GetAsync("/v1/payment_intents")).Ids);
    }

    [Theory]
    [InlineData("refuse", "requires_payment_method", "failed")]
    [InlineData("leave", "requires_action", "pending")]
    public async Task A_refused_or_abandoned_confirmation_charges_nothing_and_another_card_may_pay(string answer, string status, string redirect)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_authenticationRequired");
        var intent = await sandbox.PostAsync("/v1/payment_intents",
            [.. Amount, ("customer", customer), ("payment_method", method), ("confirm", "true"), ("return_url", "https://portal.example.org/back")]);

        var back = await sandbox.SendFormAsync(intent.Text("next_action", "redirect_to_url", "url")!, ("answer", answer));
        var after = await sandbox.GetAsync($"/v1/payment_intents/{intent.Id}");
        var charges = (await sandbox.GetAsync("/v1/charges")).Ids;
        var paid = await sandbox.PostAsync($"/v1/payment_intents/{intent.Id}/confirm", ("payment_method", "pm_card_visa"));

        Assert.EndsWith($"redirect_status={redirect}", back.Location, StringComparison.Ordinal);
        Assert.Equal(status, after.Text("status"));
        Assert.Equal(answer == "refuse" ? "payment_intent_authentication_failure" : null, after.Text("last_payment_error", "code"));
        Assert.Empty(charges);
        Assert.Equal("succeeded", paid.Text("status"));
        Assert.Null(paid["next_action"]);
    }

    [Fact]
    public async Task What_was_declined_without_the_person_is_confirmed_by_them_on_the_same_intent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_authenticationRequired");
        var declined = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("customer", customer), ("payment_method", method), ("confirm", "true"), ("off_session", "true")]);
        var id = declined.Text("error", "payment_intent", "id");

        var asked = await sandbox.PostAsync($"/v1/payment_intents/{id}/confirm",
            ("payment_method", declined.Text("error", "payment_intent", "last_payment_error", "payment_method", "id")!), ("return_url", "https://portal.example.org/back"));
        await sandbox.SendFormAsync(asked.Text("next_action", "redirect_to_url", "url")!, ("answer", "confirm"));

        Assert.Equal((402, "requires_payment_method"), (declined.Status, declined.Text("error", "payment_intent", "status")));
        Assert.Equal("redirect_to_url", asked.Text("next_action", "type"));
        Assert.Equal("succeeded", (await sandbox.GetAsync($"/v1/payment_intents/{id}")).Text("status"));
    }

    [Fact]
    public async Task Without_a_return_url_the_action_is_left_to_a_script()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var asked = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_authenticationRequired"), ("confirm", "true")]);

        Assert.Equal(("requires_action", "use_stripe_sdk"), (asked.Text("status"), asked.Text("next_action", "type")));
    }

    [Fact]
    public async Task An_action_can_be_ruled_out_or_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var ruledOut = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_authenticationRequired"), ("confirm", "true"), ("error_on_requires_action", "true")]);
        var askedFor = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_visa"), ("confirm", "true"), ("payment_method_options[card][request_three_d_secure]", "any")]);
        var alone = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("error_on_requires_action", "true")]);

        Assert.Equal((402, "authentication_required"), (ruledOut.Status, ruledOut.ErrorCode));
        Assert.Equal("requires_action", askedFor.Text("status"));
        Assert.Equal((400, "error_on_requires_action"), (alone.Status, alone.ErrorParam));
    }

    [Fact]
    public async Task A_402_has_the_error_twice_and_where_to_read_about_it()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var error = (await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_visa_chargeDeclined"), ("confirm", "true")])).Json["error"]!.AsObject();

        Assert.Equal(
            ["advice_code", "charge", "code", "decline_code", "doc_url", "message", "network_decline_code", "payment_intent", "payment_method", "request_log_url", "type"],
            error.Select(field => field.Key).Order(StringComparer.Ordinal));
        var last = error["payment_intent"]!["last_payment_error"]!.AsObject();
        foreach (var name in last.Select(field => field.Key))
            Assert.Equal(error[name]!.ToJsonString(), last[name]!.ToJsonString());
        Assert.Null(error["payment_intent"]!["next_action"]);
    }

    [Fact]
    public async Task Money_can_be_reserved_and_taken_later_in_part()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var reserved = await sandbox.PostAsync("/v1/payment_intents", [.. Amount, ("payment_method", "pm_card_visa"), ("confirm", "true"), ("capture_method", "manual")]);
        var tooMuch = await sandbox.PostAsync($"/v1/payment_intents/{reserved.Id}/capture", ("amount_to_capture", "120001"));
        var taken = await sandbox.PostAsync($"/v1/payment_intents/{reserved.Id}/capture", ("amount_to_capture", "100000"));

        Assert.Equal(("requires_capture", "120000", "0"), (reserved.Text("status"), reserved.Text("amount_capturable"), reserved.Text("amount_received")));
        Assert.Equal((400, "amount_too_large"), (tooMuch.Status, tooMuch.ErrorCode));
        Assert.Equal(("succeeded", "100000", "0"), (taken.Text("status"), taken.Text("amount_received"), taken.Text("amount_capturable")));
    }

    [Fact]
    public async Task A_method_of_another_type_is_refused_before_anything_is_made()
    {
        await using var sandbox = await Sandbox.StartAsync();

        var answer = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "eur"), ("payment_method_types[]", "sepa_debit"), ("payment_method", "pm_card_visa"));

        Assert.Equal((400, "payment_method"), (answer.Status, answer.ErrorParam));
        Assert.Empty((await sandbox.GetAsync("/v1/payment_intents")).Ids);
    }
}
