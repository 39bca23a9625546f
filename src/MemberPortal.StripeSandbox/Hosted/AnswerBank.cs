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
        if (Waits(intent) && isConfirmed is { } confirmed)
            Answer(intent, confirmed);
        if (session is not null && CheckoutSessions.IsOpen(session) && HasSucceeded(intent))
            sessions.Complete(session, intent);

        return WayOn(intent) is { } url ? new PayOutcome.GoTo(url) : new PayOutcome.NothingToPay();
    });

    /// <summary>Inside the store.</summary>
    public JsonObject? Find(string intentId) => store.PaymentIntents.Find(intentId) ?? store.SetupIntents.Find(intentId);

    public static bool Waits(JsonObject intent) => intent.Is("status", "requires_action");

    /// <summary>Where the person goes on from the bank, however often they come; null when the caller named no place. Inside the store.</summary>
    public string? WayOn(JsonObject intent)
    {
        if (sessions.OfIntent(intent.Id()) is { } session)
            return HasSucceeded(intent) ? PayCheckout.SuccessUrl(session) : $"/c/pay/{session.Id()}";
        if (store.Returns.Find(intent.Id())?.Text("url") is not { } returnUrl)
            return null;

        return Back(returnUrl, intent, HasSucceeded(intent) ? "succeeded" : Waits(intent) ? "pending" : "failed");
    }

    private static bool HasSucceeded(JsonObject intent) => intent.Text("status") is "succeeded" or "requires_capture";

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
