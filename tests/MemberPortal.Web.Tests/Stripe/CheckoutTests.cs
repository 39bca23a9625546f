using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>How the provider's answers are understood.</summary>
public sealed class CheckoutTests : StripeAtTheWire
{
    private const string Visa =
        """{"type":"card","card":{"brand":"visa","last4":"4242","exp_month":12,"exp_year":2031,"wallet":{"type":"apple_pay"}}}""";

    [Fact]
    public async Task An_open_page_has_an_address_and_no_payment()
    {
        var checkout = await ReadAsync(Answers.Checkout());

        Assert.Equal(
            new Checkout
            {
                Id = "cs_1",
                Url = new("https://checkout.stripe.com/c/pay/cs_1#x"),
                State = CheckoutState.Open,
                Paid = false,
                Reference = "attempt-7",
                AmountMinor = 12500,
                Currency = "SEK",
                CreatedAt = new(2026, 2, 22, 9, 0, 0, DateTimeKind.Utc),
                ExpiresAt = new(2026, 2, 22, 9, 31, 0, DateTimeKind.Utc),
                Livemode = true,
                PaymentIntentId = null,
                Payment = PaymentState.None,
                LastDecline = null,
                ChargeId = null,
                SettledAt = null,
                ExpectedOn = null,
                Method = null,
            },
            checkout);
        Assert.Equal(DateTimeKind.Utc, checkout.CreatedAt.Kind);
    }

    [Fact]
    public async Task A_paid_page_tells_what_was_charged_when_and_with_what()
    {
        var intent = Answers.PaymentIntent("succeeded", charge: Answers.Charge("succeeded", Visa));

        var checkout = await ReadAsync(Answers.Checkout("complete", "paid", intent, url: "null"));

        Assert.True(checkout.Paid);
        Assert.Null(checkout.Url);
        Assert.Equal((CheckoutState.Complete, PaymentState.Succeeded), (checkout.State, checkout.Payment));
        Assert.Equal(("pi_1", "ch_1"), (checkout.PaymentIntentId, checkout.ChargeId));
        Assert.Equal(new DateTime(2026, 2, 22, 9, 2, 0, DateTimeKind.Utc), checkout.SettledAt);
        Assert.Equal(
            new MethodUsed { Type = "card", Brand = "visa", Last4 = "4242", ExpiryMonth = 12, ExpiryYear = 2031, Wallet = "apple_pay" },
            checkout.Method);
    }

    [Fact]
    public async Task A_bank_debit_is_complete_but_not_paid_and_not_settled()
    {
        var charge = Answers.Charge("pending", """{"type":"sepa_debit","sepa_debit":{"last4":"3201","country":"AT"}}""");

        var checkout = await ReadAsync(Answers.Checkout(
            "complete", "unpaid", Answers.PaymentIntent("processing", charge: charge), url: "null"));

        Assert.False(checkout.Paid);
        Assert.Equal(PaymentState.Processing, checkout.Payment);
        Assert.Equal(new MethodUsed { Type = "sepa_debit", Last4 = "3201" }, checkout.Method);
        Assert.Null(checkout.ChargeId);
        Assert.Null(checkout.SettledAt);
    }

    [Theory]
    [InlineData("""{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","advice_code":"try_again_later","message":"Nej"}""", "insufficient_funds", "try_again_later")]
    [InlineData("""{"type":"card_error","code":"expired_card","message":"Nej"}""", "expired_card", null)]
    [InlineData("""{"type":"api_error"}""", "api_error", null)]
    public async Task A_declined_try_is_a_result_with_its_code(string error, string code, string? advice)
    {
        var intent = Answers.PaymentIntent("requires_payment_method", error, Answers.Charge("failed", Visa));

        var checkout = await ReadAsync(Answers.Checkout(paymentIntent: intent));

        Assert.Equal(new Decline(code, advice), checkout.LastDecline);
        Assert.Equal(PaymentState.NeedsMethod, checkout.Payment);
        Assert.Equal("4242", checkout.Method!.Last4);
        Assert.Null(checkout.ChargeId);
        Assert.NotNull(checkout.Url);
    }

    [Fact]
    public async Task A_decline_without_a_charge_still_names_the_card()
    {
        var error = $$"""{"type":"card_error","code":"incorrect_cvc","payment_method":{{Visa}}}""";

        var checkout = await ReadAsync(Answers.Checkout(
            paymentIntent: Answers.PaymentIntent("requires_payment_method", error, "\"ch_1\"")));

        Assert.Equal("visa", checkout.Method!.Brand);
    }

    [Theory]
    [InlineData("requires_payment_method", nameof(PaymentState.NeedsMethod))]
    [InlineData("requires_confirmation", nameof(PaymentState.NeedsMethod))]
    [InlineData("requires_action", nameof(PaymentState.NeedsAction))]
    [InlineData("processing", nameof(PaymentState.Processing))]
    [InlineData("requires_capture", nameof(PaymentState.Processing))]
    [InlineData("succeeded", nameof(PaymentState.Succeeded))]
    [InlineData("canceled", nameof(PaymentState.Canceled))]
    [InlineData("invented_next_year", nameof(PaymentState.Processing))]
    public async Task Each_status_of_a_payment_has_its_state(string status, string state) =>
        Assert.Equal(state, (await ReadAsync(Answers.Checkout(paymentIntent: Answers.PaymentIntent(status)))).Payment.ToString());

    [Theory]
    [InlineData("open", nameof(CheckoutState.Open))]
    [InlineData("complete", nameof(CheckoutState.Complete))]
    [InlineData("expired", nameof(CheckoutState.Expired))]
    [InlineData("invented_next_year", nameof(CheckoutState.Complete))]
    public async Task Each_status_of_a_page_has_its_state(string status, string state) =>
        Assert.Equal(state, (await ReadAsync(Answers.Checkout(status))).State.ToString());

    [Fact]
    public async Task A_payment_may_come_as_an_id_and_is_then_not_final()
    {
        var checkout = await ReadAsync(Answers.Checkout(paymentIntent: "\"pi_1\""));

        Assert.Equal(("pi_1", PaymentState.Processing), (checkout.PaymentIntentId, checkout.Payment));
    }

    [Theory]
    [InlineData("https://evil.example/c/pay/cs_1")]
    [InlineData("http://checkout.stripe.com/c/pay/cs_1")]
    [InlineData("https://checkout.stripe.com:8443/c/pay/cs_1")]
    [InlineData("https://checkout.stripe.com@evil.example/")]
    [InlineData("https://evil@checkout.stripe.com/")]
    [InlineData("https://checkout.stripe.com.evil.example/")]
    [InlineData("//checkout.stripe.com/c/pay/cs_1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Nobody_is_sent_anywhere_but_to_the_providers_pages(string url)
    {
        var refused = await Assert.ThrowsAsync<StripeRefused>(() => ReadAsync(Answers.Checkout(url: $"\"{url}\"")));

        Assert.Equal("foreign_checkout_url", refused.Type);
    }

    private async Task<Checkout> ReadAsync(string body)
    {
        Fake.Answers(body);
        return await Stripe.GetCheckoutAsync("cs_1", default);
    }
}
