using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>How a payment intent is to be confirmed.</summary>
internal sealed record Confirmation(string? PaymentMethod, bool? OffSession, string? ReturnUrl)
{
    public static Confirmation Read(Parameters parameters) => new(
        parameters.Filled("payment_method"), parameters.Boolean("off_session"), parameters.Url("return_url"));

    /// <summary>Where the person confirms with the bank; without a return_url it is left to Stripe.js.</summary>
    public JsonObject NextAction(string page) => ReturnUrl is null
        ? new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject() }
        : new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["return_url"] = ReturnUrl, ["url"] = page },
        };
}
