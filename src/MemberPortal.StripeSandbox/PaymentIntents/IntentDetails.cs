using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>What a caller may say about a payment: directly, or through a checkout session's payment_intent_data.</summary>
internal static class IntentDetails
{
    /// <summary>A card's statement has a suffix only, after the account's own words.</summary>
    public static void RefuseDescriptorOfCard(JsonObject details, IReadOnlyList<string> types, string param = "statement_descriptor")
    {
        if (types is ["card"] && details["statement_descriptor"] is not null)
        {
            throw StripeErrors.Invalid(
                "The statement_descriptor parameter is not supported for cards. Use statement_descriptor_suffix instead.", param);
        }
    }

    /// <summary>Reads the fields both ways share into an object that <see cref="Payments.Create"/> takes.</summary>
    public static JsonObject Read(Parameters? parameters)
    {
        var details = new JsonObject { ["metadata"] = parameters?.Metadata() ?? [] };
        if (parameters is null)
            return details;

        parameters.Fill(details, "description", 1000);
        details["receipt_email"] = parameters.Email("receipt_email");
        details["setup_future_usage"] = parameters.OneOf("setup_future_usage", "on_session", "off_session");
        details["statement_descriptor"] = parameters.Filled("statement_descriptor", 22);
        details["statement_descriptor_suffix"] = parameters.Filled("statement_descriptor_suffix", 22);
        details["capture_method"] = parameters.OneOf("capture_method", "automatic", "automatic_async", "manual");
        return details;
    }
}
