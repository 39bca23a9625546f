using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.SetupIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>A person saves a method on the hosted page of a session in setup mode, with a checked form. The same form sent twice saves one.</summary>
internal sealed class SaveMethod(SandboxStore store, CheckoutSessions sessions, Setups setups, MethodBook methods)
{
    public PayOutcome Run(string sessionId, IMethodForm form) => store.Run<PayOutcome>(() =>
    {
        if (sessions.Find(sessionId) is not { } session || session.Is("status", "expired"))
            return new PayOutcome.NothingToPay();
        if (!CheckoutSessions.IsOpen(session))
            return new PayOutcome.GoTo(PayCheckout.SuccessUrl(session));

        var intent = store.SetupIntents.Find(session.Text("setup_intent")!)!;
        var method = form.Make(methods, session["customer_details"]?.Text("email"));
        method["allow_redisplay"] = "always";
        if (setups.Confirm(intent, method, Confirmation.ByPerson, Cause.NoRequest) is not null)
            return new PayOutcome.Declined(DeclineText.KeyOf(intent["last_setup_error"]!));
        if (!intent.Is("status", "succeeded"))
            return new PayOutcome.GoTo($"/3ds/{intent.Id()}");

        sessions.Complete(session, intent);
        return new PayOutcome.GoTo(PayCheckout.SuccessUrl(session));
    });
}
