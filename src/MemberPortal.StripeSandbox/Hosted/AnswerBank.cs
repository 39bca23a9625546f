using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>The person confirms or refuses on the bank's page. A second answer changes nothing and leads to the same place.</summary>
internal sealed class AnswerBank(SandboxStore store, CheckoutSessions sessions, Payments payments)
{
    public PayOutcome Run(string intentId, bool confirmed) => store.Run<PayOutcome>(() =>
    {
        if (store.PaymentIntents.Find(intentId) is not { } intent)
            return new PayOutcome.NothingToPay();

        // Found through Find, a session whose time is up takes its intent with it.
        var session = sessions.OfIntent(intentId) is { } found ? sessions.Find(found.Id()) : null;
        var returnUrl = intent["next_action"]?["redirect_to_url"]?.Text("return_url");
        if (intent.Is("status", "requires_action"))
        {
            if (confirmed)
                payments.ConfirmedWithBank(intent);
            else
                payments.RefusedAtBank(intent);
        }

        var succeeded = intent.Is("status", "succeeded");
        if (session is not null)
        {
            if (succeeded && CheckoutSessions.IsOpen(session))
                sessions.Complete(session, intent);
            return new PayOutcome.GoTo(succeeded ? PayCheckout.SuccessUrl(session) : $"/c/pay/{session.Id()}");
        }

        if (returnUrl is null)
            return new PayOutcome.NothingToPay();

        var mark = returnUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new PayOutcome.GoTo(
            $"{returnUrl}{mark}payment_intent={intentId}&payment_intent_client_secret={intent.Text("client_secret")}" +
            $"&redirect_status={(succeeded ? "succeeded" : "failed")}");
    });
}
