namespace MemberPortal.Web.Tests.Stripe;

/// <summary>Bodies as the provider sends them, with fields we do not read.</summary>
internal static class Answers
{
    public const string Customer = """{"id":"cus_1","object":"customer","balance":0,"email":"anna@example.org"}""";

    public const string BadGateway = "<html><head><title>502 Bad Gateway</title></head></html>";

    public const string Failed = """{"error":{"type":"api_error","message":"Sorry!"}}""";

    /// <summary>1771750800 is 2026-02-22 09:00 UTC.</summary>
    public static string Checkout(
        string status = "open",
        string paymentStatus = "unpaid",
        string paymentIntent = "null",
        string url = "\"https://checkout.stripe.com/c/pay/cs_1#x\"",
        long amount = 12500,
        string currency = "sek") => $$"""
        {
          "id": "cs_1", "object": "checkout.session", "url": {{url}}, "status": "{{status}}", "payment_status": "{{paymentStatus}}",
          "mode": "payment", "client_reference_id": "attempt-7", "amount_subtotal": 1, "amount_total": {{amount}}, "currency": "{{currency}}",
          "created": 1771750800, "expires_at": 1771752660, "livemode": true, "payment_intent": {{paymentIntent}},
          "automatic_tax": {"enabled": false, "status": null}, "something_new": {"a": [1, 2.5, null]}
        }
        """;

    public static string PaymentIntent(string status, string lastError = "null", string charge = "null") => $$"""
        {"id":"pi_1","object":"payment_intent","status":"{{status}}","amount":12500,"currency":"sek","last_payment_error":{{lastError}},"latest_charge":{{charge}}}
        """;

    /// <summary>1771750920 is 2026-02-22 09:02 UTC.</summary>
    public static string Charge(string status, string details) => $$"""
        {"id":"ch_1","object":"charge","status":"{{status}}","created":1771750920,"payment_method_details":{{details}}}
        """;
}
