using System.Net;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>Which failures are a no, and which leave open what happened.</summary>
public sealed class FailureTests : StripeAtTheWire
{
    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "invalid_request_error", "amount_too_small", "line_items[0]")]
    [InlineData(HttpStatusCode.BadRequest, "idempotency_error", null, null)]
    [InlineData(HttpStatusCode.NotFound, "invalid_request_error", "resource_missing", "session")]
    public async Task A_refusal_says_what_was_refused(HttpStatusCode status, string type, string? code, string? param)
    {
        Fake.Answers(status, $$$"""{"error":{"type":"{{{type}}}","code":{{{Quoted(code)}}},"param":{{{Quoted(param)}}},"message":"anna@example.org"}}""");

        var refused = await Assert.ThrowsAsync<StripeRefused>(CreateAsync);

        Assert.Equal(((int)status, type, code, param), (refused.HttpStatus, refused.Type, refused.Code, refused.Param));
        Assert.Equal(1, Fake.Waiting);
    }

    [Fact]
    public async Task A_decline_outside_a_payment_page_carries_its_code_and_none_of_its_words()
    {
        Fake.Answers(HttpStatusCode.PaymentRequired, """
            {"error":{"type":"card_error","code":"card_declined","decline_code":"lost_card","message":"Anna's card 4242 was lost.",
             "payment_intent":{"id":"pi_1","client_secret":"pi_1_secret_x"},"payment_method":{"card":{"last4":"4242"}}}}
            """);

        var refused = await Assert.ThrowsAsync<StripeRefused>(CreateAsync);

        Assert.Equal("card_declined", refused.Code);
        Assert.Equal("Stripe refused: 402 card_error card_declined", refused.Message);
    }

    [Theory, Trait("Fault", "F25")]
    [InlineData(HttpStatusCode.TooManyRequests, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""")]
    [InlineData(HttpStatusCode.Unauthorized, """{"error":{"type":"invalid_request_error"}}""")]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"type":"invalid_request_error","code":"more_permissions_required"}}""")]
    [InlineData(HttpStatusCode.FailedDependency, """{"error":{"type":"api_error"}}""")]
    [InlineData(HttpStatusCode.Forbidden, "<html>A proxy's page</html>")]
    [InlineData(HttpStatusCode.NotFound, "null")]
    [InlineData(HttpStatusCode.BadRequest, """{"error":"no details"}""")]
    [InlineData(HttpStatusCode.Redirect, "")]
    [InlineData(HttpStatusCode.OK, "<html>Welcome to the hotel's network</html>")]
    [InlineData(HttpStatusCode.OK, """{"id":"cs_1","status":""")]
    [InlineData(HttpStatusCode.OK, """{"id":"cs_1","object":"checkout.session"}""")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.OK, "")]
    public async Task What_is_no_clear_answer_leaves_it_open(HttpStatusCode status, string body)
    {
        Fake.Answers(status, body);

        await Assert.ThrowsAsync<StripeUnavailable>(CreateAsync);

        Assert.Equal(1, Fake.Waiting);
    }

    [Theory]
    [InlineData(12501, "isk", 1771750800)]
    [InlineData(12500, "mga", 1771750800)]
    [InlineData(12500, "sek", long.MaxValue)]
    public async Task An_answer_that_makes_no_sense_leaves_it_open(long amount, string currency, long created)
    {
        Fake.Answers(Answers.Checkout(amount: amount, currency: currency)
            .Replace("\"created\": 1771750800", $"\"created\": {created}", StringComparison.Ordinal));

        await Assert.ThrowsAsync<StripeUnavailable>(CreateAsync);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_told_so()
    {
        using var gaveUp = new CancellationTokenSource();
        Fake.KeepsSilent();

        var call = Stripe.GetCheckoutAsync("cs_1", gaveUp.Token);
        await Fake.NextAsync();
        await gaveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_log_names_the_call_and_nobody()
    {
        Fake.Answers(HttpStatusCode.NotFound, """{"error":{"type":"invalid_request_error","message":"No such session: cs_1"}}""")
            .Answers(HttpStatusCode.TooManyRequests, "anna@example.org")
            .Answers(Answers.Checkout());

        await Assert.ThrowsAsync<StripeRefused>(() => Stripe.GetCheckoutAsync("cs_1", default));
        await Assert.ThrowsAsync<StripeUnavailable>(CreateAsync);
        await CreateAsync();

        Assert.Equal(
            [
                "Stripe GET v1/checkout/sessions/{id} answered 404, request req_1",
                "Stripe POST v1/checkout/sessions answered 429, request req_1",
            ],
            Log.All);
    }

    private Task<Checkout> CreateAsync() => Stripe.CreateCheckoutAsync(NewCheckout, "key-7", default);

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
