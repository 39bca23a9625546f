using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

/// <summary>A payment intent's way from its making to its end (6-stripe.md, 14). Inside the store.</summary>
internal sealed class Payments(SandboxStore store, ChargeBook charges, CardMethods methods, EventLog events, TimeProvider clock)
{
    public JsonObject Create(long amount, string currency, string? customer, JsonObject details, Cause cause)
    {
        var intent = New(amount, currency, customer, details, clock.GetUtcNow().ToUnixTimeSeconds());
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.created", intent, cause);
        return intent;
    }

    public static JsonObject New(long amount, string currency, string? customer, JsonObject details, long created)
    {
        var id = StripeId.PaymentIntent();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0L,
            ["amount_received"] = 0L,
            ["automatic_payment_methods"] = null,
            ["canceled_at"] = null,
            ["cancellation_reason"] = null,
            ["capture_method"] = details.Text("capture_method") ?? "automatic_async",
            ["client_secret"] = StripeId.New($"{id}_secret_", 25),
            ["confirmation_method"] = "automatic",
            ["created"] = created,
            ["currency"] = currency,
            ["customer"] = customer,
            ["description"] = details.Text("description"),
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["livemode"] = false,
            ["metadata"] = details["metadata"]!.DeepClone(),
            ["next_action"] = null,
            ["payment_method"] = null,
            ["payment_method_types"] = new JsonArray("card"),
            ["processing"] = null,
            ["receipt_email"] = details.Text("receipt_email"),
            ["setup_future_usage"] = details.Text("setup_future_usage"),
            ["statement_descriptor"] = details.Text("statement_descriptor"),
            ["statement_descriptor_suffix"] = details.Text("statement_descriptor_suffix"),
            ["status"] = "requires_payment_method",
        };
    }

    /// <summary>
    /// Takes the money, or asks for the bank's confirmation first, which leaves the intent at requires_action.
    /// Returns why it was declined; null when it was not.
    /// </summary>
    public Decline? Confirm(JsonObject intent, JsonObject method, bool offSession, Cause cause)
    {
        var card = methods.CardBehind(method);
        intent["payment_method"] = method.Id();
        intent["last_payment_error"] = null;

        var asks = offSession
            ? card.Confirmation is BankConfirmation.Always or BankConfirmation.UnlessSetUp
            : card.Confirmation is not BankConfirmation.Never;
        if (!asks)
            return Charge(intent, method, card.Decline, cause);
        if (offSession)
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
        intent["canceled_at"] = clock.GetUtcNow().ToUnixTimeSeconds();
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        intent["status"] = "canceled";
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.canceled", intent, cause);
    }

    private Decline? Charge(JsonObject intent, JsonObject method, Decline? decline, Cause cause)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (decline is not null)
        {
            var failed = charges.Failed(intent, method, decline, now);
            intent["latest_charge"] = failed.Id();
            events.Record("charge.failed", failed, cause);
            Fail(intent, CardError(decline, failed, method), cause);
            return decline;
        }

        var charge = charges.Succeeded(intent, method, now);
        Settle(intent, charge);
        store.PaymentIntents.Keep(intent);
        events.Record("charge.succeeded", charge, cause);
        events.Record("payment_intent.succeeded", intent, cause);
        return null;
    }

    public static void Settle(JsonObject intent, JsonObject charge)
    {
        intent["amount_received"] = intent.Number("amount");
        intent["last_payment_error"] = null;
        intent["latest_charge"] = charge.Id();
        intent["payment_method"] = charge.Text("payment_method");
        intent["status"] = "succeeded";
    }

    private void Fail(JsonObject intent, JsonObject error, Cause cause)
    {
        intent["last_payment_error"] = error;
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["status"] = "requires_payment_method";
        store.PaymentIntents.Keep(intent);
        events.Record("payment_intent.payment_failed", intent, cause);
    }

    private static JsonObject CardError(Decline decline, JsonObject charge, JsonObject method)
    {
        var error = StripeErrors.Body("card_error", decline.Message, decline.Code);
        error["advice_code"] = decline.AdviceCode;
        error["charge"] = charge.Id();
        error["decline_code"] = decline.DeclineCode;
        if (decline.NetworkCode is { } network)
            error["network_decline_code"] = network;
        error["payment_method"] = method.DeepClone();
        return error;
    }
}
