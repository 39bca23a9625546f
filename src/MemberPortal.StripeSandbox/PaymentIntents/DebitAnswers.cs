using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>What the bank says to a debit at last: paid, or bounced (6-stripe.md, 14). A charge answered before stays as it is. Inside the store.</summary>
internal sealed class DebitAnswers(
    SandboxStore store,
    ChargeBook charges,
    MethodBook methods,
    MandateBook mandates,
    Payments payments,
    CheckoutSessions sessions,
    Timetable timetable,
    EventLog events,
    SandboxOptions options)
{
    /// <summary>As the test account has it.</summary>
    public void Answer(string chargeId)
    {
        var account = methods.AccountBehind(MethodOf(store.Charges.Find(chargeId)!));
        if (account.Failure is { } failure)
            Bounce(chargeId, failure);
        else
            Settle(chargeId);
    }

    public void Settle(string chargeId)
    {
        if (Waiting(chargeId) is not { } charge)
            return;

        var intent = store.PaymentIntents.Find(charge.Text("payment_intent")!)!;
        charges.Settled(charge);
        Payments.Settle(intent, charge);
        store.PaymentIntents.Keep(intent);
        events.Record("charge.succeeded", charge, Cause.NoRequest);
        events.Record("payment_intent.succeeded", intent, Cause.NoRequest);
        if (sessions.OfIntent(intent.Id()) is { } session)
            sessions.Answered(session, isPaid: true);
        if (methods.AccountBehind(MethodOf(charge)).IsDisputed)
            timetable.Add(Happening.ChargeIsDisputed, chargeId, options.BanksTake);
    }

    /// <param name="chargeId">Of a charge by bank debit.</param>
    /// <param name="code">insufficient_funds, account_closed, debit_not_authorized and so on.</param>
    public void Bounce(string chargeId, string code)
    {
        if (Waiting(chargeId) is not { } charge)
            return;

        var intent = store.PaymentIntents.Find(charge.Text("payment_intent")!)!;
        var error = StripeErrors.Body("card_error", $"The bank did not make this debit: {code}.", code);
        error["charge"] = chargeId;
        error["payment_method"] = MethodOf(charge).DeepClone();
        if (code == "debit_not_authorized")
            mandates.End(charge["payment_method_details"]!["sepa_debit"]!.Text("mandate")!);
        charges.Bounced(charge, code, error.Text("message")!);
        events.Record("charge.failed", charge, Cause.NoRequest);
        payments.Fail(intent, error, Cause.NoRequest);
        if (sessions.OfIntent(intent.Id()) is { } session)
            sessions.Answered(session, isPaid: false);
    }

    private JsonObject? Waiting(string chargeId)
    {
        timetable.Cancel(Happening.DebitSettles, chargeId);
        return store.Charges.Find(chargeId) is { } charge && charge.Is("status", "pending") ? charge : null;
    }

    private JsonObject MethodOf(JsonObject charge) => store.PaymentMethods.Find(charge.Text("payment_method")!)!;
}
