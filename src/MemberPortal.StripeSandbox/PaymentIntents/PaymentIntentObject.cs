using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

internal static class PaymentIntentObject
{
    /// <summary>A payment intent with every field that the API shows; the amount is in minor units.</summary>
    public static JsonObject New(long amount, string currency, string? customer, string[] types, JsonObject details, long created)
    {
        var id = StripeId.PaymentIntent();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0L,
            ["amount_received"] = 0L,
            ["automatic_payment_methods"] = null,
            ["canceled_at"] = null,
            ["cancellation_reason"] = null,
            ["capture_method"] = details.Text("capture_method") ?? "automatic_async",
            ["client_secret"] = StripeId.New($"{id}_secret_", 25),
            ["confirmation_method"] = "automatic",
            ["created"] = created,
            ["currency"] = currency,
            ["customer"] = customer,
            ["description"] = details.Text("description"),
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["livemode"] = false,
            ["metadata"] = details["metadata"]!.DeepClone(),
            ["next_action"] = null,
            ["payment_method"] = null,
            ["payment_method_types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
            ["processing"] = null,
            ["receipt_email"] = details.Text("receipt_email"),
            ["setup_future_usage"] = details.Text("setup_future_usage"),
            ["statement_descriptor"] = details.Text("statement_descriptor"),
            ["statement_descriptor_suffix"] = details.Text("statement_descriptor_suffix"),
            ["status"] = "requires_payment_method",
        };
    }
}
