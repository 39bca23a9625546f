using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

internal sealed class PaymentIntentResource(
    SandboxStore store, Payments payments, CardMethods methods, CheckoutSessions sessions) : IResource
{
    private const string Kind = "payment_intent";

    public void Map(ApiRoutes routes)
    {
        routes.Post("payment_intents", Create);
        routes.Get("payment_intents", List);
        routes.Get("payment_intents/{id}", Get);
        routes.Post("payment_intents/{id}", Update);
        routes.Post("payment_intents/{id}/confirm", Confirm);
        routes.Post("payment_intents/{id}/cancel", Cancel);
    }

    private JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var amount = parameters.RequiredInteger("amount", least: 0);
        var currency = parameters.RequiredCurrency("currency");
        Currencies.Chargeable(amount, currency, "amount");
        var customer = parameters.Filled("customer");
        var details = IntentDetails.Read(parameters);
        RefuseOtherThanCards(parameters);
        var confirm = parameters.Boolean("confirm") ?? false;
        var confirmation = Confirmation.Read(parameters);
        if (!confirm && confirmation.OffSession is not null)
            throw StripeErrors.Invalid("off_session can only be used when confirm is true.", "off_session");
        call.Begin();

        if (customer is not null && !store.HasCustomer(customer))
            throw StripeErrors.NoSuch("customer", customer, "customer");

        var method = confirmation.PaymentMethod is { } id ? Resolve(id) : null;
        var intent = payments.Create(amount, currency, customer, details, call.Cause);
        if (confirm)
            return Confirm(call, intent, method, confirmation);

        if (method is not null)
        {
            intent["payment_method"] = method.Id();
            intent["status"] = "requires_confirmation";
            store.PaymentIntents.Keep(intent);
        }

        return intent;
    }

    private JsonObject Get(ApiCall call)
    {
        call.Parameters.Filled("client_secret");
        call.Begin();
        return Find(call);
    }

    private JsonObject Update(ApiCall call)
    {
        var sent = new JsonObject();
        call.Parameters.Fill(sent, "description", 1000);
        var receipt = call.Parameters.Email("receipt_email");
        var hasMetadata = call.Parameters.Has("metadata");
        var before = store.PaymentIntents.Find(call.Id)?["metadata"]?.AsObject();
        var metadata = call.Parameters.Metadata(before);
        call.Begin();

        var intent = Find(call);
        foreach (var (name, value) in sent)
            intent[name] = value?.DeepClone();
        if (receipt is not null)
            intent["receipt_email"] = receipt;
        if (hasMetadata)
            intent["metadata"] = metadata;
        store.PaymentIntents.Keep(intent);
        return intent;
    }

    private JsonObject Confirm(ApiCall call)
    {
        var confirmation = Confirmation.Read(call.Parameters);
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "confirm");
        RefuseUnless(intent, "confirm", "requires_payment_method", "requires_confirmation", "requires_action");
        return Confirm(call, intent, (confirmation.PaymentMethod ?? intent.Text("payment_method")) is { } id ? Resolve(id) : null, confirmation);
    }

    private JsonObject Confirm(ApiCall call, JsonObject intent, JsonObject? method, Confirmation confirmation)
    {
        if (method is null)
        {
            throw StripeErrors.Invalid(
                "You cannot confirm this PaymentIntent because it's missing a payment method.", code: "payment_intent_unexpected_state");
        }

        var decline = payments.Confirm(intent, method, confirmation.OffSession ?? false, call.Cause);
        if (decline is not null)
        {
            var error = intent["last_payment_error"]!.AsObject().Copy();
            error["payment_intent"] = intent.DeepClone();
            throw new StripeErrorException(402, error);
        }

        if (intent.Is("status", "requires_action"))
        {
            intent["next_action"] = confirmation.NextAction($"{call.Origin}/3ds/{intent.Id()}");
            store.PaymentIntents.Keep(intent);
        }

        return intent;
    }

    private JsonObject Cancel(ApiCall call)
    {
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "cancel");
        RefuseUnless(intent, "cancel", "requires_payment_method", "requires_confirmation", "requires_action", "processing");
        payments.Cancel(intent, reason, call.Cause);
        return intent;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var customer = call.Parameters.Filled("customer");
        call.Begin();

        return page.Of(store.PaymentIntents, Kind, call.Path, intent => customer is null || intent.Is("customer", customer));
    }

    private JsonObject Find(ApiCall call) => store.PaymentIntents.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);

    private JsonObject Resolve(string id) => methods.Resolve(id) ?? throw StripeErrors.NoSuch("PaymentMethod", id, "payment_method");

    private static void RefuseOtherThanCards(Parameters parameters)
    {
        if (parameters.Texts("payment_method_types").Any(type => type != "card"))
            throw StripeErrors.Invalid("The sandbox takes cards only, so far.", "payment_method_types");
        if (parameters.Group("automatic_payment_methods") is { } automatic)
        {
            automatic.Boolean("enabled");
            automatic.OneOf("allow_redirects", "always", "never");
        }
    }

    private void RefuseOfCheckout(JsonObject intent, string verb)
    {
        if (sessions.OfIntent(intent.Id()) is not null)
        {
            throw StripeErrors.Invalid(
                $"You cannot {verb} this PaymentIntent because it belongs to a Checkout Session. Expire the session instead.",
                code: "payment_intent_unexpected_state");
        }
    }

    private static void RefuseUnless(JsonObject intent, string verb, params ReadOnlySpan<string> statuses)
    {
        if (statuses.Contains(intent.Text("status")))
            return;

        var error = StripeErrors.Body(
            "invalid_request_error",
            $"You cannot {verb} this PaymentIntent because it has a status of {intent.Text("status")}.",
            "payment_intent_unexpected_state");
        error["payment_intent"] = intent.DeepClone();
        throw new StripeErrorException(400, error);
    }
}
