using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>A payment intent's way from its making to its end (6-stripe.md, 14). Inside the store.</summary>
internal sealed class Payments(
    SandboxStore store,
    ChargeBook charges,
    MethodBook methods,
    Attachments attachments,
    Debits debits,
    Timetable timetable,
    EventLog events,
    SandboxOptions options,
    TimeProvider clock)
{
    public JsonObject Create(long amount, string currency, string? customer, string[] types, JsonObject details, Cause cause)
    {
        var intent = PaymentIntentObject.New(amount, currency, customer, types, details, clock.GetUtcNow().ToUnixTimeSeconds());
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.created", intent, cause);
        return intent;
    }

    /// <summary>
    /// Takes the money, asks for the bank's confirmation first, which leaves the intent at requires_action, or sends a debit
    /// on its way, which leaves it at processing. Returns why it was declined; null when it was not.
    /// </summary>
    public Decline? Confirm(JsonObject intent, JsonObject method, Confirmation how, Cause cause)
    {
        intent["payment_method"] = method.Id();
        intent["last_payment_error"] = null;
        intent["next_action"] = null;
        if (method.Is("type", "sepa_debit"))
        {
            debits.Start(intent, method, how, cause);
            Keep(intent, method, cause);
            return null;
        }

        var card = methods.CardBehind(method);
        var offSession = how.OffSession ?? false;
        if (!Asks(card, method, how))
            return Charge(intent, method, card.Decline, cause);
        if (offSession || how.FailsOnAction)
            return Charge(intent, method, Decline.AuthenticationRequired, cause);

        intent["status"] = "requires_action";
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.requires_action", intent, cause);
        return null;
    }

    /// <summary>The person has confirmed with the bank: now the money is taken, or declined after all.</summary>
    public Decline? ConfirmedWithBank(JsonObject intent)
    {
        var method = store.PaymentMethods.Find(intent.Text("payment_method")!)!;
        intent["next_action"] = null;
        return Charge(intent, method, methods.CardBehind(method).Decline, Cause.NoRequest);
    }

    /// <summary>The person refused, or could not prove to be who they are: nothing was charged.</summary>
    public void RefusedAtBank(JsonObject intent)
    {
        var method = store.PaymentMethods.Find(intent.Text("payment_method")!)!;
        var error = StripeErrors.Body(
            "invalid_request_error",
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            "payment_intent_authentication_failure");
        error["payment_method"] = method.DeepClone();
        Fail(intent, error, Cause.NoRequest);
    }

    public void Cancel(JsonObject intent, string? reason, Cause cause)
    {
        intent["amount_capturable"] = 0L;
        intent["canceled_at"] = clock.GetUtcNow().ToUnixTimeSeconds();
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        intent["status"] = "canceled";
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.canceled", intent, cause);
    }

    /// <summary>Takes what was only reserved; what is left of it is given up.</summary>
    public void Capture(JsonObject intent, long amount, Cause cause)
    {
        var charge = charges.Captured(store.Charges.Find(intent.Text("latest_charge")!)!, amount);
        intent["amount_capturable"] = 0L;
        Settle(intent, charge);
        store.PaymentIntents.Keep(intent);
        events.Record("charge.captured", charge, cause);
        events.Record("payment_intent.succeeded", intent, cause);
    }

    public static void Settle(JsonObject intent, JsonObject charge)
    {
        intent["amount_received"] = charge.Number("amount_captured");
        intent["last_payment_error"] = null;
        intent["latest_charge"] = charge.Id();
        intent["payment_method"] = charge.Text("payment_method");
        intent["status"] = "succeeded";
    }

    public void Fail(JsonObject intent, JsonObject error, Cause cause)
    {
        intent["last_payment_error"] = error;
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["status"] = "requires_payment_method";
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.payment_failed", intent, cause);
    }

    private bool Asks(TestCard card, JsonObject method, Confirmation how) => how.OffSession ?? false
        ? card.Confirmation is BankConfirmation.Always || (card.Confirmation is BankConfirmation.UnlessSetUp && !methods.IsSetUp(method))
        : how.AsksBank || card.Confirmation is not BankConfirmation.Never;

    private Decline? Charge(JsonObject intent, JsonObject method, Decline? decline, Cause cause)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (decline is not null)
        {
            var failed = charges.Failed(intent, method, decline, now);
            intent["latest_charge"] = failed.Id();
            events.Record("charge.failed", failed, cause);
            var error = StripeErrors.Declined(decline);
            error["charge"] = failed.Id();
            error["payment_method"] = method.DeepClone();
            Fail(intent, error, cause);
            return decline;
        }

        if (intent.Is("capture_method", "manual"))
        {
            Reserve(intent, charges.Reserved(intent, method, now), cause);
            Keep(intent, method, cause);
            return null;
        }

        var charge = charges.Succeeded(intent, method, now);
        Settle(intent, charge);
        Keep(intent, method, cause);
        events.Record("charge.succeeded", charge, cause);
        events.Record("payment_intent.succeeded", intent, cause);
        if (methods.CardBehind(method).Dispute is not null)
            timetable.Add(Happening.ChargeIsDisputed, charge.Id(), options.BanksTake);
        return null;
    }

    private void Reserve(JsonObject intent, JsonObject charge, Cause cause)
    {
        intent["amount_capturable"] = intent.Number("amount");
        intent["latest_charge"] = charge.Id();
        intent["status"] = "requires_capture";
        store.PaymentIntents.Keep(intent);
        events.Record("charge.succeeded", charge, cause);
        events.Record("payment_intent.amount_capturable_updated", intent, cause);
    }

    /// <summary>The method is kept for the customer where that was asked for, and otherwise spent.</summary>
    private void Keep(JsonObject intent, JsonObject method, Cause cause)
    {
        store.PaymentIntents.Keep(intent);
        var usage = intent.Text("setup_future_usage");
        if (usage is not null && intent.Text("customer") is { } customer)
            attachments.Attach(method, customer, cause);
        if (usage == "off_session")
            methods.SetUp(method);
        if (method["customer"] is null)
            methods.Spend(method);
    }
}
