using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.SetupIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>
/// The person confirms or refuses on the bank's page, or leaves without an answer, which changes nothing. A second answer
/// changes nothing either and leads to the same place.
/// </summary>
internal sealed class AnswerBank(SandboxStore store, CheckoutSessions sessions, Payments payments, Setups setups)
{
    /// <param name="intentId">Of a payment intent or a setup intent.</param>
    /// <param name="isConfirmed">Null when the person gave no answer.</param>
    public PayOutcome Run(string intentId, bool? isConfirmed) => store.Run<PayOutcome>(() =>
    {
        if (Find(intentId) is not { } intent)
            return new PayOutcome.NothingToPay();

        // Found through Find, a session whose time is up takes its intent with it.
        var session = sessions.OfIntent(intentId) is { } found ? sessions.Find(found.Id()) : null;
        var returnUrl = ReturnUrl(intent);
        if (intent.Is("status", "requires_action") && isConfirmed is { } confirmed)
            Answer(intent, confirmed);

        var hasSucceeded = intent.Text("status") is "succeeded" or "requires_capture";
        if (session is not null)
        {
            if (hasSucceeded && CheckoutSessions.IsOpen(session))
                sessions.Complete(session, intent);
            return new PayOutcome.GoTo(hasSucceeded ? PayCheckout.SuccessUrl(session) : $"/c/pay/{session.Id()}");
        }

        return returnUrl is null
            ? new PayOutcome.NothingToPay()
            : new PayOutcome.GoTo(Back(returnUrl, intent, hasSucceeded ? "succeeded" : intent.Is("status", "requires_action") ? "pending" : "failed"));
    });

    /// <summary>Inside the store.</summary>
    public JsonObject? Find(string intentId) => store.PaymentIntents.Find(intentId) ?? store.SetupIntents.Find(intentId);

    public static string? ReturnUrl(JsonObject intent) => intent["next_action"]?["redirect_to_url"]?.Text("return_url");

    private void Answer(JsonObject intent, bool isConfirmed)
    {
        var isPayment = intent.Is("object", "payment_intent");
        if (isConfirmed && isPayment)
            payments.ConfirmedWithBank(intent);
        else if (isConfirmed)
            setups.ConfirmedWithBank(intent);
        else if (isPayment)
            payments.RefusedAtBank(intent);
        else
            setups.RefusedAtBank(intent);
    }

    private static string Back(string returnUrl, JsonObject intent, string status)
    {
        var mark = returnUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var kind = intent.Text("object");
        return $"{returnUrl}{mark}{kind}={intent.Id()}&{kind}_client_secret={intent.Text("client_secret")}&redirect_status={status}";
    }
}
