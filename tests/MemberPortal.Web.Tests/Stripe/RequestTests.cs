using System.Net;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>What goes out, field by field and header by header.</summary>
public sealed class RequestTests : StripeAtTheWire
{
    [Fact]
    public async Task A_payment_page_is_asked_for_in_the_providers_fields()
    {
        Fake.Answers(Answers.Checkout());

        await Stripe.CreateCheckoutAsync(NewCheckout, "key-7", default);

        var asked = await Fake.NextAsync();
        Assert.Equal("POST /v1/checkout/sessions", $"{asked.Method} {asked.Path}{asked.Query}");
        Assert.Equal(
            [
                "cancel_url=https://club.example/pay/7?back=1",
                "client_reference_id=attempt-7",
                "customer=cus_1",
                "expires_at=1772443860",
                "line_items[0][price_data][currency]=sek",
                "line_items[0][price_data][product_data][name]=Faktura 2026-00042 & träning",
                "line_items[0][price_data][unit_amount]=12500",
                "line_items[0][quantity]=1",
                "locale=sv",
                "metadata[attempt]=attempt-7",
                "mode=payment",
                "payment_intent_data[description]=Faktura 2026-00042 & träning",
                "payment_intent_data[metadata][attempt]=attempt-7",
                "success_url=https://club.example/pay/7/done",
            ],
            asked.Form);
        Assert.Equal("Bearer sk_test_of_the_whole_club", asked.Headers["Authorization"]);
        Assert.Equal("2026-07-29.dahlia", asked.Headers["Stripe-Version"]);
        Assert.Equal("key-7", asked.Headers["Idempotency-Key"]);
        Assert.Equal("application/x-www-form-urlencoded", asked.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Who_is_not_yet_a_customer_is_known_by_address()
    {
        Fake.Answers(Answers.Checkout());

        await Stripe.CreateCheckoutAsync(NewCheckout with { CustomerId = null }, "key-7", default);

        var form = (await Fake.NextAsync()).Form;
        Assert.Contains("customer_email=anna@example.org", form);
        Assert.DoesNotContain(form, field => field.StartsWith("customer=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("sv", "sv")]
    [InlineData("nb", "nb")]
    [InlineData("ru", "ru")]
    [InlineData("fr", "fr")]
    [InlineData("tlh", "auto")]
    public async Task The_page_speaks_the_members_language(string language, string locale)
    {
        Fake.Answers(Answers.Checkout());

        await Stripe.CreateCheckoutAsync(NewCheckout with { Language = language }, "key-7", default);

        Assert.Contains($"locale={locale}", (await Fake.NextAsync()).Form);
    }

    [Fact]
    public async Task Kronur_go_out_and_come_back_as_kronur()
    {
        Fake.Answers(Answers.Checkout(amount: 450000, currency: "isk"));

        var checkout = await Stripe.CreateCheckoutAsync(
            NewCheckout with { AmountMinor = 4500, Currency = "ISK" }, "key-7", default);

        Assert.Contains("line_items[0][price_data][unit_amount]=450000", (await Fake.NextAsync()).Form);
        Assert.Equal((4500, "ISK"), (checkout.AmountMinor, checkout.Currency));
    }

    [Fact]
    public async Task An_amount_the_provider_does_not_take_is_not_sent()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            Stripe.CreateCheckoutAsync(NewCheckout with { AmountMinor = 299 }, "key-7", default));

        Assert.Equal(0, Fake.Waiting);
    }

    [Fact]
    public async Task A_customer_is_made_known_with_name_address_and_language()
    {
        Fake.Answers(Answers.Customer);

        var id = await Stripe.CreateCustomerAsync(
            new() { Reference = "31", Name = "Anna Åberg", Email = "anna@example.org", Language = "sv" }, "member-31", default);

        var asked = await Fake.NextAsync();
        Assert.Equal("cus_1", id);
        Assert.Equal("POST /v1/customers", $"{asked.Method} {asked.Path}");
        Assert.Equal("member-31", asked.Headers["Idempotency-Key"]);
        Assert.Equal(
            ["email=anna@example.org", "metadata[member]=31", "name=Anna Åberg", "preferred_locales[0]=sv"], asked.Form);
    }

    [Fact]
    public async Task A_page_is_read_with_its_payment_and_its_charge()
    {
        Fake.Answers(Answers.Checkout());

        await Stripe.GetCheckoutAsync("cs_1", default);

        var asked = await Fake.NextAsync();
        Assert.Equal("GET /v1/checkout/sessions/cs_1", $"{asked.Method} {asked.Path}");
        Assert.Equal("?expand[0]=payment_intent&expand[1]=payment_intent.latest_charge", asked.Query);
        Assert.False(asked.Headers.ContainsKey("Idempotency-Key"));
    }

    [Fact]
    public async Task An_id_cannot_leave_its_place_in_the_path()
    {
        Fake.Answers(Answers.Checkout());

        await Stripe.GetCheckoutAsync("cs_1/../../payouts?x=", default);

        Assert.StartsWith("/v1/checkout/sessions/cs_1", (await Fake.NextAsync()).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(400, """{"error":{"type":"invalid_request_error","message":"Only open ones."}}""")]
    public async Task Closing_a_page_tells_how_it_stands_whether_or_not_it_was_open(int status, string body)
    {
        Fake.Answers((System.Net.HttpStatusCode)status, body)
            .Answers(Answers.Checkout(status: "complete", paymentStatus: "paid", url: "null"));

        var checkout = await Stripe.ExpireCheckoutAsync("cs_1", default);

        Assert.Equal("POST /v1/checkout/sessions/cs_1/expire", await MethodAndPathAsync());
        Assert.Equal("GET /v1/checkout/sessions/cs_1", await MethodAndPathAsync());
        Assert.True(checkout.Paid);
    }

    [Fact]
    public async Task A_replayed_page_is_read_as_it_stands_now()
    {
        Fake.Answers(Answers.Checkout(), ("Idempotent-Replayed", "true"))
            .Answers(Answers.Checkout(status: "complete", paymentStatus: "paid", url: "null"));

        var checkout = await Stripe.CreateCheckoutAsync(NewCheckout, "key-7", default);

        Assert.Equal("POST /v1/checkout/sessions", await MethodAndPathAsync());
        Assert.Equal("GET /v1/checkout/sessions/cs_1", await MethodAndPathAsync());
        Assert.True(checkout.Paid);
    }

    [Fact]
    public async Task A_page_is_found_by_its_reference_on_whichever_page_of_the_list()
    {
        Fake.Answers("""{"object":"list","has_more":true,"data":[{"id":"cs_3","client_reference_id":null},{"id":"cs_2","amount_total":null}]}""")
            .Answers("""{"object":"list","has_more":true,"data":[{"id":"cs_1","client_reference_id":"attempt-7"}]}""")
            .Answers(Answers.Checkout());

        var found = await Stripe.FindCheckoutAsync("attempt-7", "cus_1", new(2026, 2, 22, 9, 0, 0), default);

        Assert.Equal("cs_1", found!.Id);
        Assert.Equal("?limit=100&created[gte]=1771750800&customer=cus_1", (await Fake.NextAsync()).Query);
        Assert.Equal("?limit=100&created[gte]=1771750800&customer=cus_1&starting_after=cs_2", (await Fake.NextAsync()).Query);
        Assert.Equal("GET /v1/checkout/sessions/cs_1", await MethodAndPathAsync());
    }

    [Fact]
    public async Task What_was_made_for_a_customer_who_is_gone_is_looked_for_among_everybodys()
    {
        Fake.Answers(HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"customer"}}""")
            .Answers("""{"object":"list","has_more":false,"data":[{"id":"cs_1","client_reference_id":"attempt-7"}]}""")
            .Answers(Answers.Checkout());

        var found = await Stripe.FindCheckoutAsync("attempt-7", "cus_gone", new(2026, 2, 22, 9, 0, 0), default);

        Assert.Equal("cs_1", found!.Id);
        Assert.Contains("customer=cus_gone", (await Fake.NextAsync()).Query, StringComparison.Ordinal);
        Assert.Equal("?limit=100&created[gte]=1771750800", (await Fake.NextAsync()).Query);
    }

    [Theory]
    [InlineData("false", """{"id":"cs_3","client_reference_id":"attempt-6"}""")]
    [InlineData("true", "")]
    public async Task A_page_never_opened_is_not_found(string hasMore, string data)
    {
        Fake.Answers($$"""{"object":"list","has_more":{{hasMore}},"data":[{{data}}]}""");

        Assert.Null(await Stripe.FindCheckoutAsync("attempt-7", null, new(2026, 2, 22), default));

        Assert.DoesNotContain("customer", (await Fake.NextAsync()).Query, StringComparison.Ordinal);
    }

    private async Task<string> MethodAndPathAsync()
    {
        var asked = await Fake.NextAsync();
        return $"{asked.Method} {asked.Path}";
    }
}
