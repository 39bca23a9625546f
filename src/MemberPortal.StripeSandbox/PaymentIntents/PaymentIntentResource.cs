using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentIntents;

internal sealed class PaymentIntentResource(
    SandboxStore store, Payments payments, MethodBook methods, Attachments attachments, CheckoutSessions sessions) : IResource
{
    private const string Kind = "payment_intent";

    public void Map(ApiRoutes routes)
    {
        routes.Post("payment_intents", Create);
        routes.Get("payment_intents", List);
        routes.Get("payment_intents/{id}", Get);
        routes.Post("payment_intents/{id}", Update);
        routes.Post("payment_intents/{id}/confirm", Confirm);
        routes.Post("payment_intents/{id}/capture", Capture);
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
        var types = MethodTypes.Read(parameters, currency, isAutomatic: true);
        IntentDetails.RefuseDescriptorOfCard(details, types);
        var confirm = parameters.Boolean("confirm") ?? false;
        var confirmation = Confirmation.Read(parameters);
        RefuseWithoutConfirm(confirm, confirmation);
        call.Begin();

        if (customer is not null && !store.HasCustomer(customer))
            throw StripeErrors.NoSuch("customer", customer, "customer");

        var method = MethodOf(confirmation, customer);
        if (method is not null)
            MethodTypes.RefuseOther(types, method);
        var intent = payments.Create(amount, currency, customer, types, details, call.Cause);
        if (confirm)
            return Confirm(call, intent, method, confirmation);

        if (method is not null)
            Choose(intent, method);
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
        var amount = call.Parameters.Integer("amount", least: 0);
        var methodId = call.Parameters.Filled("payment_method");
        var usage = call.Parameters.OneOf("setup_future_usage", "on_session", "off_session");
        call.Begin();

        var intent = Find(call);
        if (amount is not null || methodId is not null || usage is not null)
            RefuseUnless(intent, "update", "requires_payment_method", "requires_confirmation", "requires_action");
        if (amount is { } wanted)
            intent["amount"] = Currencies.Chargeable(wanted, intent.Text("currency")!, "amount");
        if (methodId is not null)
            Choose(intent, attachments.Usable(methodId, intent.Text("customer")));
        if (usage is not null)
            intent["setup_future_usage"] = usage;
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
        var usage = call.Parameters.OneOf("setup_future_usage", "on_session", "off_session");
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "confirm");
        RefuseUnless(intent, "confirm", "requires_payment_method", "requires_confirmation", "requires_action");
        if (usage is not null)
            intent["setup_future_usage"] = usage;
        var method = MethodOf(confirmation, intent.Text("customer"));
        if (method is null && intent.Text("payment_method") is { } chosen)
            method = attachments.Usable(chosen, intent.Text("customer"));
        return Confirm(call, intent, method, confirmation);
    }

    private JsonObject Confirm(ApiCall call, JsonObject intent, JsonObject? method, Confirmation confirmation)
    {
        if (method is null)
        {
            throw StripeErrors.Invalid(
                "You cannot confirm this PaymentIntent because it's missing a payment method.", code: "payment_intent_unexpected_state");
        }

        MethodTypes.RefuseOther(intent, method);
        var decline = payments.Confirm(intent, method, confirmation, call.Cause);
        if (decline is not null)
        {
            var error = intent["last_payment_error"]!.AsObject().Copy();
            error["payment_intent"] = intent.DeepClone();
            throw new StripeErrorException(402, error);
        }

        if (intent.Is("status", "requires_action"))
        {
            intent["next_action"] = confirmation.NextAction($"{call.Origin}/3ds/{intent.Id()}");
            store.Returns.Keep(new JsonObject { ["id"] = intent.Id(), ["url"] = confirmation.ReturnUrl });
            store.PaymentIntents.Keep(intent);
        }

        return intent;
    }

    private JsonObject Capture(ApiCall call)
    {
        var wanted = call.Parameters.Integer("amount_to_capture", least: 1);
        call.Begin();

        var intent = Find(call);
        RefuseUnless(intent, "capture", "requires_capture");
        var amount = wanted ?? intent.Number("amount_capturable");
        if (amount > intent.Number("amount_capturable"))
            throw StripeErrors.Invalid("The amount to capture is more than the capturable amount.", "amount_to_capture", "amount_too_large");

        payments.Capture(intent, amount, call.Cause);
        return intent;
    }

    private JsonObject Cancel(ApiCall call)
    {
        var reason = call.Parameters.OneOf("cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned");
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "cancel");
        RefuseUnless(intent, "cancel", "requires_payment_method", "requires_confirmation", "requires_action", "requires_capture");
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

    private JsonObject? MethodOf(Confirmation confirmation, string? customer) => confirmation switch
    {
        { MethodDetails: { } details } => details.Make(methods),
        { PaymentMethod: { } id } => attachments.Usable(id, customer),
        _ => null,
    };

    private void Choose(JsonObject intent, JsonObject method)
    {
        MethodTypes.RefuseOther(intent, method);
        intent["payment_method"] = method.Id();
        intent["status"] = "requires_confirmation";
        store.PaymentIntents.Keep(intent);
    }

    private static void RefuseWithoutConfirm(bool confirm, Confirmation confirmation)
    {
        if (confirm)
            return;
        if (confirmation.OffSession is not null)
            throw StripeErrors.Invalid("off_session can only be used when confirm is true.", "off_session");
        if (confirmation.FailsOnAction)
            throw StripeErrors.Invalid("error_on_requires_action can only be used when confirm is true.", "error_on_requires_action");
        if (confirmation.Mandate is not null || confirmation.Acceptance is not null)
            throw StripeErrors.Invalid("A mandate can only be given when confirm is true.", "mandate_data");
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
