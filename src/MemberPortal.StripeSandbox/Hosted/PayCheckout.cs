using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>
/// A person pays on the hosted page, with a checked form. The store runs one at a time and a complete session is not paid
/// again, so the same form sent twice charges once.
/// </summary>
internal sealed class PayCheckout(SandboxStore store, CheckoutSessions sessions, Payments payments, MethodBook methods)
{
    public PayOutcome Run(string sessionId, IMethodForm form, bool keeps) => store.Run<PayOutcome>(() =>
    {
        if (sessions.Find(sessionId) is not { } session || session.Is("status", "expired"))
            return new PayOutcome.NothingToPay();
        if (!CheckoutSessions.IsOpen(session))
            return new PayOutcome.GoTo(SuccessUrl(session));

        var intent = sessions.IntentOf(session);
        var method = form.Make(methods, session["customer_details"]?.Text("email"));
        Mark(session, intent, method, keeps);
        if (payments.Confirm(intent, method, Confirmation.ByPerson, Cause.NoRequest) is not null)
            return new PayOutcome.Declined(DeclineText.KeyOf(intent["last_payment_error"]!));

        if (intent.Is("status", "requires_action"))
            return new PayOutcome.GoTo($"/3ds/{intent.Id()}");

        sessions.Complete(session, intent);
        return new PayOutcome.GoTo(SuccessUrl(session));
    });

    public static string SuccessUrl(JsonObject session) =>
        session.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", session.Id(), StringComparison.Ordinal);

    /// <summary>What the person chose to keep may be shown to them again; what the session keeps, only where they agreed.</summary>
    private void Mark(JsonObject session, JsonObject intent, JsonObject method, bool keeps)
    {
        var usage = store.CheckoutDetails.Find(session.Id())!["payment_intent_data"]!.Text("setup_future_usage");
        intent["setup_future_usage"] = usage ?? (keeps ? "off_session" : null);
        method["allow_redisplay"] = keeps ? "always" : usage is null ? "unspecified" : "limited";
    }
}
