using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentMethods;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>How a payment intent or a setup intent is to be confirmed.</summary>
internal sealed record Confirmation
{
    /// <summary>On the hosted page: the person is there, and agrees to a debit by the button.</summary>
    public static readonly Confirmation ByPerson = new() { Acceptance = MandateBook.AcceptedOnPage() };

    public string? PaymentMethod { get; init; }
    public MethodDetails? MethodDetails { get; init; }
    public bool? OffSession { get; init; }
    public string? ReturnUrl { get; init; }

    /// <summary>A payment that needs the person's confirmation fails instead of waiting for it.</summary>
    public bool FailsOnAction { get; init; }

    /// <summary>The caller wants the bank to ask, whatever the card.</summary>
    public bool AsksBank { get; init; }

    public string? Mandate { get; init; }

    /// <summary>How the account's holder accepted the mandate; null when no new one is given.</summary>
    public JsonObject? Acceptance { get; init; }

    public static Confirmation Read(Parameters parameters)
    {
        parameters.Boolean("use_stripe_sdk");
        var card = parameters.Group("payment_method_options")?.Group("card");
        var details = parameters.Group("payment_method_data");
        return new Confirmation
        {
            PaymentMethod = parameters.Filled("payment_method"),
            MethodDetails = details is null ? null : MethodDetails.Read(details),
            OffSession = parameters.Boolean("off_session"),
            ReturnUrl = parameters.Url("return_url"),
            FailsOnAction = parameters.Boolean("error_on_requires_action") ?? false,
            AsksBank = card?.OneOf("request_three_d_secure", "any", "automatic", "challenge") is "any" or "challenge",
            Mandate = parameters.Filled("mandate"),
            Acceptance = MandateBook.ReadAcceptance(parameters),
        };
    }

    /// <summary>Where the person confirms with the bank; without a return_url it is left to Stripe.js.</summary>
    public JsonObject NextAction(string page) => ReturnUrl is null
        ? new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject() }
        : new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["return_url"] = ReturnUrl, ["url"] = page },
        };
}
