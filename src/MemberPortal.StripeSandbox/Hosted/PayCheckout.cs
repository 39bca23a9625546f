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
internal sealed class PayCheckout(SandboxStore store, CheckoutSessions sessions, Payments payments, CardMethods methods)
{
    public PayOutcome Run(string sessionId, CardForm form) => store.Run<PayOutcome>(() =>
    {
        if (sessions.Find(sessionId) is not { } session || session.Is("status", "expired"))
            return new PayOutcome.NothingToPay();
        if (!CheckoutSessions.IsOpen(session))
            return new PayOutcome.GoTo(SuccessUrl(session));

        var intent = sessions.IntentOf(session);
        var (month, year) = form.ExpiryDate!.Value;
        var email = session["customer_details"]?.Text("email") ?? form.Email;
        var method = methods.Add(form.Card!, month, year, form.Name, email);
        if (payments.Confirm(intent, method, offSession: false, Cause.NoRequest) is not null)
            return new PayOutcome.Declined(DeclineText.KeyOf(intent["last_payment_error"]!));

        if (!intent.Is("status", "succeeded"))
            return new PayOutcome.GoTo($"/3ds/{intent.Id()}");

        sessions.Complete(session, intent);
        return new PayOutcome.GoTo(SuccessUrl(session));
    });

    public static string SuccessUrl(JsonObject session) =>
        session.Text("success_url")!.Replace("{CHECKOUT_SESSION_ID}", session.Id(), StringComparison.Ordinal);
}
