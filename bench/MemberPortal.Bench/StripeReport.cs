using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>What the provider posts to the webhook: an event of ordinary size, signed (6-stripe.md, section 16).</summary>
internal static class StripeReport
{
    public const string Secret = "whsec_of_the_bench_alone";

    public static IReadOnlyList<byte[]> Requests(Uri portal, int count)
    {
#pragma warning disable RS0030 // a bench runs by the wall clock
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
#pragma warning restore RS0030
        return [.. Enumerable.Range(1, count).Select(number => Request(portal, time, number))];
    }

    private static byte[] Request(Uri portal, string time, int number)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {
              "id": "evt_1SbenchKx{{number:D12}}",
              "object": "event",
              "api_version": "2026-07-29.dahlia",
              "created": {{time}},
              "data": {
                "object": {
                  "id": "pi_3SbenchKx{{number:D12}}",
                  "object": "payment_intent",
                  "amount": 120000,
                  "amount_capturable": 0,
                  "amount_received": 120000,
                  "automatic_payment_methods": null,
                  "canceled_at": null,
                  "cancellation_reason": null,
                  "capture_method": "automatic_async",
                  "client_secret": "pi_3SbenchKx{{number:D12}}_secret_dGhpcyBpcyBubyBzZWNyZXQ",
                  "confirmation_method": "automatic",
                  "created": {{time}},
                  "currency": "nok",
                  "customer": "cus_TbenchNordmann",
                  "description": null,
                  "last_payment_error": null,
                  "latest_charge": "ch_3SbenchKx{{number:D12}}",
                  "livemode": false,
                  "metadata": { "attempt": "att_{{number:D26}}" },
                  "next_action": null,
                  "payment_method": "pm_1SbenchKxNordmann",
                  "payment_method_types": [ "card", "link" ],
                  "processing": null,
                  "receipt_email": null,
                  "setup_future_usage": null,
                  "statement_descriptor": null,
                  "status": "succeeded"
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": { "id": "req_bench", "idempotency_key": "att_{{number:D26}}" },
              "type": "payment_intent.succeeded"
            }
            """);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        return Load.Post(portal, "/stripe/webhook", "application/json", body, head: $"Stripe-Signature: t={time},v1={signature}\r\n");
    }
}
