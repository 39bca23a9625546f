using MemberPortal.StripeSandbox.Tests.Support;

namespace MemberPortal.StripeSandbox.Tests;

/// <summary>6-stripe.md, 11.</summary>
public sealed class PaymentMethodTests
{
    [Fact]
    public async Task A_token_attached_becomes_a_card_the_customer_holds()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_mastercard");

        var found = await sandbox.GetAsync($"/v1/payment_methods/{method}?expand[]=customer");

        Assert.Equal((customer, "mastercard"), (found.Text("customer", "id"), found.Text("card", "brand")));
        Assert.Equal([method], (await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
        Assert.Equal([method], (await sandbox.GetAsync($"/v1/payment_methods?customer={customer}&type=card")).Ids);
        Assert.Empty((await sandbox.GetAsync($"/v1/payment_methods?customer={customer}&type=sepa_debit")).Ids);
        Assert.Contains("payment_method.attached", await sandbox.EventTypesAsync());
    }

    [Fact]
    public async Task A_detached_card_is_in_no_list_and_cannot_be_used_again()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_visa");
        await sandbox.PostAsync($"/v1/customers/{customer}", ("invoice_settings[default_payment_method]", method));

        var detached = await sandbox.PostAsync($"/v1/payment_methods/{method}/detach");

        Assert.Null(detached["customer"]);
        Assert.Empty((await sandbox.GetAsync($"/v1/customers/{customer}/payment_methods")).Ids);
        Assert.Null((await sandbox.GetAsync($"/v1/customers/{customer}"))["invoice_settings"]!["default_payment_method"]);
        Assert.Equal("payment_method.detached", (await sandbox.EventTypesAsync())[^1]);
        foreach (var again in new[]
        {
            await sandbox.PostAsync($"/v1/payment_methods/{method}/attach", ("customer", customer)),
            await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("customer", customer), ("payment_method", method), ("confirm", "true")),
        })
        {
            Assert.Equal((400, "invalid_request_error"), (again.Status, again.Text("error", "type")));
            Assert.Contains("It may not be used again", again.Text("error", "message"), StringComparison.Ordinal);
        }

        Assert.Equal(400, (await sandbox.PostAsync($"/v1/payment_methods/{method}/detach")).Status);
    }

    [Fact]
    public async Task A_card_that_paid_for_nobody_cannot_be_used_again()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("payment_method", "pm_card_visa"), ("confirm", "true"));

        var again = await sandbox.PostAsync("/v1/payment_intents", ("amount", "5000"), ("currency", "nok"), ("payment_method", paid.Text("payment_method")!), ("confirm", "true"));

        Assert.Equal(400, again.Status);
        Assert.Contains("previously used", again.Text("error", "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "lost_card")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", "stolen_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card")]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc")]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error")]
    [InlineData("pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded")]
    public async Task A_card_the_bank_declines_is_not_attached_either(string token, string declineCode)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers");

        var refused = await sandbox.PostAsync($"/v1/payment_methods/{token}/attach", ("customer", customer.Id));

        Assert.Equal((402, "card_error", declineCode), (refused.Status, refused.Text("error", "type"), refused.Text("error", "decline_code")));
        Assert.Empty((await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Ids);
    }

    [Fact]
    public async Task Only_0341_is_attached_and_then_declines()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (customer, method) = await sandbox.SaveCardAsync("pm_card_chargeCustomerFail");

        var declined = await sandbox.PostAsync("/v1/payment_intents",
            ("amount", "5000"), ("currency", "nok"), ("customer", customer), ("payment_method", method), ("confirm", "true"), ("off_session", "true"));

        Assert.Equal((402, "card_declined"), (declined.Status, declined.ErrorCode));
        Assert.Equal(method, declined.Text("error", "payment_method", "id"));
    }

    [Fact]
    public async Task Another_customers_card_is_refused()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, method) = await sandbox.SaveCardAsync("pm_card_visa");
        var other = await sandbox.PostAsync("/v1/customers");
        (string, string)[] payment = [("amount", "5000"), ("currency", "nok"), ("payment_method", method), ("confirm", "true")];

        Assert.Equal(400, (await sandbox.PostAsync("/v1/payment_intents", [.. payment, ("customer", other.Id)])).Status);
        Assert.Equal(400, (await sandbox.PostAsync("/v1/payment_intents", payment)).Status);
        Assert.Equal(400, (await sandbox.PostAsync($"/v1/payment_methods/{method}/attach", ("customer", other.Id))).Status);
    }

    [Fact]
    public async Task A_method_is_updated_field_by_field_and_the_event_says_what_it_was()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (_, method) = await sandbox.SaveCardAsync("pm_card_visa");

        var updated = await sandbox.PostAsync($"/v1/payment_methods/{method}",
            ("card[exp_month]", "7"), ("card[exp_year]", "2031"), ("billing_details[name]", "Kari N."), ("metadata[a]", "1"), ("allow_redisplay", "always"));
        var happened = (await sandbox.GetAsync("/v1/events?type=payment_method.updated")).Json["data"]![0]!["data"]!;

        Assert.Equal(("7", "2031", "Kari N.", "1", "always"), (
            updated.Text("card", "exp_month"), updated.Text("card", "exp_year"), updated.Text("billing_details", "name"),
            updated.Text("metadata", "a"), updated.Text("allow_redisplay")));
        Assert.Equal(2027, (int)happened["previous_attributes"]!["card"]!["exp_year"]!);
        Assert.Equal(2031, (int)happened["object"]!["card"]!["exp_year"]!);
    }

    [Fact]
    public async Task A_method_no_customer_holds_is_not_updated()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var made = await sandbox.PostAsync("/v1/payment_methods", ("type", "card"), ("card[number]", "4242424242424242"), ("card[exp_month]", "1"), ("card[exp_year]", "2030"));

        Assert.Equal(400, (await sandbox.PostAsync($"/v1/payment_methods/{made.Id}", ("metadata[a]", "1"))).Status);
        Assert.Equal(400, (await sandbox.PostAsync("/v1/payment_methods", ("type", "card"), ("card[number]", "4111111111111111"), ("card[exp_month]", "1"), ("card[exp_year]", "2030"))).Status);
    }

    [Fact]
    public async Task A_new_customer_can_come_with_a_card_and_a_deleted_one_lets_it_go()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var customer = await sandbox.PostAsync("/v1/customers", ("payment_method", "pm_card_visa"));
        var method = (await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Ids.Single();
        await sandbox.PostAsync($"/v1/customers/{customer.Id}", ("invoice_settings[default_payment_method]", method));

        var expanded = await sandbox.GetAsync($"/v1/customers/{customer.Id}?expand[]=invoice_settings.default_payment_method");
        var declined = await sandbox.PostAsync("/v1/customers", ("payment_method", "pm_card_visa_chargeDeclined"));
        await sandbox.DeleteAsync($"/v1/customers/{customer.Id}");

        Assert.Equal("4242", expanded.Text("invoice_settings", "default_payment_method", "card", "last4"));
        Assert.Equal(402, declined.Status);
        Assert.Null((await sandbox.GetAsync($"/v1/payment_methods/{method}"))["customer"]);
        Assert.Equal(404, (await sandbox.GetAsync($"/v1/customers/{customer.Id}/payment_methods")).Status);
        Assert.Single((await sandbox.GetAsync("/v1/events?type=customer.created")).Ids);
    }
}
