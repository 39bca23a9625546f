using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Checkout;

internal static class CheckoutSessionObject
{
    public const string Kind = "checkout.session";

    /// <summary>In seconds; also how long a session lives unless told otherwise.</summary>
    public const long LongestLife = 24 * 60 * 60;

    /// <summary>An open session with every field that the API shows.</summary>
    public static JsonObject New(string mode, long? total, string? currency, string[] types, long created) => new()
    {
        ["id"] = StripeId.CheckoutSession(),
        ["object"] = Kind,
        ["after_expiration"] = null,
        ["amount_subtotal"] = total,
        ["amount_total"] = total,
        ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["status"] = null },
        ["billing_address_collection"] = null,
        ["cancel_url"] = null,
        ["client_reference_id"] = null,
        ["consent"] = null,
        ["created"] = created,
        ["currency"] = currency,
        ["custom_fields"] = new JsonArray(),
        ["custom_text"] = new JsonObject
        {
            ["after_submit"] = null, ["shipping_address"] = null, ["submit"] = null, ["terms_of_service_acceptance"] = null,
        },
        ["customer"] = null,
        ["customer_creation"] = null,
        ["customer_details"] = null,
        ["customer_email"] = null,
        ["expires_at"] = created + LongestLife,
        ["livemode"] = false,
        ["locale"] = null,
        ["metadata"] = new JsonObject(),
        ["mode"] = mode,
        ["payment_intent"] = null,
        ["payment_method_types"] = new JsonArray([.. types.Select(type => (JsonNode)type)]),
        ["payment_status"] = mode == "setup" ? "no_payment_required" : "unpaid",
        ["saved_payment_method_options"] = null,
        ["setup_intent"] = null,
        ["shipping_options"] = new JsonArray(),
        ["status"] = "open",
        ["submit_type"] = null,
        ["success_url"] = null,
        ["total_details"] = total is null ? null : new JsonObject { ["amount_discount"] = 0L, ["amount_shipping"] = 0L, ["amount_tax"] = 0L },
        ["url"] = null,
    };
}
