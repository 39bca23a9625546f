using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.SetupIntents;

internal static class SetupIntentObject
{
    /// <summary>A setup intent with every field that the API shows (6-stripe.md, 12).</summary>
    public static JsonObject New(string? customer, string[] types, JsonObject details, long created)
    {
        var id = StripeId.SetupIntent();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "setup_intent",
            ["automatic_payment_methods"] = null,
            ["cancellation_reason"] = null,
            ["client_secret"] = StripeId.New($"{id}_secret_", 25),
            ["created"] = created,
            ["customer"] = customer,
            ["description"] = details.Text("description"),
            ["last_setup_error"] = null,
            ["latest_attempt"] = null,
            ["livemode"] = false,
            ["mandate"] = null,
            ["metadata"] = details["metadata"]!.DeepClone(),
            ["next_action"] = null,
            ["payment_method"] = null,
            ["payment_method_types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
            ["single_use_mandate"] = null,
            ["status"] = "requires_payment_method",
            ["usage"] = details.Text("usage") ?? "off_session",
        };
    }
}
