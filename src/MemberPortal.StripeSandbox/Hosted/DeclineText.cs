using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>How a decline is put to the person. A lost, stolen or blocked card is only ever "declined" (6-stripe.md, 18).</summary>
internal static class DeclineText
{
    public static string KeyOf(JsonNode error) => (error.Text("decline_code") ?? error.Text("code")) switch
    {
        "insufficient_funds" => "Decline.InsufficientFunds",
        "card_velocity_exceeded" => "Decline.LimitExceeded",
        "expired_card" => "Decline.ExpiredCard",
        "incorrect_cvc" => "Decline.IncorrectCvc",
        "processing_error" => "Decline.ProcessingError",
        "payment_intent_authentication_failure" => "Decline.NotConfirmed",
        "setup_intent_authentication_failure" => "Decline.SetupNotConfirmed",
        _ => "Decline.Generic",
    };
}
