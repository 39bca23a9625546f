using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.SetupIntents;

/// <summary>A setup intent's way from its making to a method the customer holds (6-stripe.md, 12). Inside the store.</summary>
internal sealed class Setups(
    SandboxStore store, MethodBook methods, Attachments attachments, MandateBook mandates, EventLog events, TimeProvider clock)
{
    public JsonObject Create(string? customer, string[] types, JsonObject details, Cause cause)
    {
        var intent = SetupIntentObject.New(customer, types, details, clock.GetUtcNow().ToUnixTimeSeconds());
        store.SetupIntents.Keep(intent);
        events.Record("setup_intent.created", intent, cause);
        return intent;
    }

    /// <summary>Saves the method, or asks for the bank's confirmation first. Returns why it was declined; null when it was not.</summary>
    public Decline? Confirm(JsonObject intent, JsonObject method, Confirmation how, Cause cause)
    {
        intent["payment_method"] = method.Id();
        intent["last_setup_error"] = null;
        intent["latest_attempt"] = StripeId.New("setatt_1", 23);
        if (method.Is("type", "sepa_debit"))
        {
            intent["mandate"] = MandateFor(method, how);
            Succeed(intent, method, cause);
            return null;
        }

        var card = methods.CardBehind(method);
        if (!how.AsksBank && card.Confirmation is BankConfirmation.Never or BankConfirmation.SetUpAlready)
            return Finish(intent, method, cause);

        intent["status"] = "requires_action";
        store.SetupIntents.Keep(intent);
        events.Record("setup_intent.requires_action", intent, cause);
        return null;
    }

    public Decline? ConfirmedWithBank(JsonObject intent) => Finish(intent, MethodOf(intent), Cause.NoRequest);

    public void RefusedAtBank(JsonObject intent)
    {
        var error = StripeErrors.Body(
            "invalid_request_error",
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            "setup_intent_authentication_failure");
        error["payment_method"] = MethodOf(intent).DeepClone();
        Fail(intent, error, Cause.NoRequest);
    }

    public void Cancel(JsonObject intent, string? reason, Cause cause)
    {
        intent["cancellation_reason"] = reason;
        intent["next_action"] = null;
        intent["status"] = "canceled";
        store.SetupIntents.Keep(intent);
        events.Record("setup_intent.canceled", intent, cause);
    }

    private string MandateFor(JsonObject method, Confirmation how)
    {
        if (how.Acceptance is not { } acceptance)
        {
            throw StripeErrors.Invalid(
                "This SetupIntent requires a mandate. Collect mandate acceptance from the customer and try again, providing acceptance " +
                "data in the `mandate_data` parameter.", "mandate_data", "parameter_missing");
        }

        var mandate = mandates.Add(method, acceptance, isForLater: true).Id();
        methods.GiveMandate(method, mandate);
        return mandate;
    }

    private Decline? Finish(JsonObject intent, JsonObject method, Cause cause)
    {
        var decline = methods.CardBehind(method).SetupDecline;
        if (decline is null)
        {
            Succeed(intent, method, cause);
            return null;
        }

        var error = StripeErrors.Declined(decline);
        error["payment_method"] = method.DeepClone();
        Fail(intent, error, cause);
        return decline;
    }

    private void Succeed(JsonObject intent, JsonObject method, Cause cause)
    {
        if (intent.Text("customer") is { } customer)
            attachments.Attach(method, customer, cause);
        if (intent.Is("usage", "off_session"))
            methods.SetUp(method);
        intent["next_action"] = null;
        intent["status"] = "succeeded";
        store.SetupIntents.Keep(intent);
        events.Record("setup_intent.succeeded", intent, cause);
    }

    private void Fail(JsonObject intent, JsonObject error, Cause cause)
    {
        intent["last_setup_error"] = error;
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["status"] = "requires_payment_method";
        store.SetupIntents.Keep(intent);
        events.Record("setup_intent.setup_failed", intent, cause);
    }

    private JsonObject MethodOf(JsonObject intent) => store.PaymentMethods.Find(intent.Text("payment_method")!)!;
}
