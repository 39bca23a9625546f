using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.SetupIntents;

internal sealed class SetupIntentResource(
    SandboxStore store, Setups setups, MethodBook methods, Attachments attachments, CheckoutSessions sessions) : IResource
{
    private const string Kind = "setup_intent";

    public void Map(ApiRoutes routes)
    {
        routes.Post("setup_intents", Create);
        routes.Get("setup_intents", List);
        routes.Get("setup_intents/{id}", Get);
        routes.Post("setup_intents/{id}", Update);
        routes.Post("setup_intents/{id}/confirm", Confirm);
        routes.Post("setup_intents/{id}/cancel", Cancel);
    }

    /// <summary>What a caller may say about a setup: directly, or through a checkout session's setup_intent_data.</summary>
    public static JsonObject ReadDetails(Parameters? parameters)
    {
        var details = new JsonObject { ["metadata"] = parameters?.Metadata() ?? [] };
        parameters?.Fill(details, "description", 1000);
        return details;
    }

    private JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var customer = parameters.Filled("customer");
        var details = ReadDetails(parameters);
        details["usage"] = parameters.OneOf("usage", "off_session", "on_session");
        var types = MethodTypes.Read(parameters, currency: "eur", isAutomatic: false);
        var confirm = parameters.Boolean("confirm") ?? false;
        var how = Confirmation.Read(parameters);
        if (!confirm && how.Acceptance is not null)
            throw StripeErrors.Invalid("mandate_data can only be used when confirm is true.", "mandate_data");
        if (!confirm && how.ReturnUrl is not null)
            throw StripeErrors.Invalid("return_url can only be used when confirm is true.", "return_url");
        call.Begin();

        if (customer is not null && !store.HasCustomer(customer))
            throw StripeErrors.NoSuch("customer", customer, "customer");

        var method = MethodOf(how, customer);
        if (method is not null)
            MethodTypes.RefuseOther(types, method);
        var intent = setups.Create(customer, types, details, call.Cause);
        if (confirm)
            return Confirm(call, intent, method, how);

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
        var metadata = call.Parameters.Metadata(store.SetupIntents.Find(call.Id)?["metadata"]?.AsObject());
        var method = call.Parameters.Filled("payment_method");
        call.Begin();

        var intent = Find(call);
        Changes.Apply(sent, intent, out _);
        intent["metadata"] = metadata;
        if (method is not null)
            Choose(intent, attachments.Usable(method, intent.Text("customer")));
        store.SetupIntents.Keep(intent);
        return intent;
    }

    private JsonObject Confirm(ApiCall call)
    {
        var how = Confirmation.Read(call.Parameters);
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "confirm");
        RefuseUnless(intent, "confirm", "requires_payment_method", "requires_confirmation", "requires_action");
        var method = MethodOf(how, intent.Text("customer"));
        if (method is null && intent.Text("payment_method") is { } chosen)
            method = attachments.Usable(chosen, intent.Text("customer"));
        return Confirm(call, intent, method, how);
    }

    private JsonObject Confirm(ApiCall call, JsonObject intent, JsonObject? method, Confirmation how)
    {
        if (method is null)
        {
            throw StripeErrors.Invalid(
                "You cannot confirm this SetupIntent because it's missing a payment method.", code: "setup_intent_unexpected_state");
        }

        MethodTypes.RefuseOther(intent, method);
        if (setups.Confirm(intent, method, how, call.Cause) is not null)
        {
            var error = intent["last_setup_error"]!.AsObject().Copy();
            error["setup_intent"] = intent.DeepClone();
            throw new StripeErrorException(402, error);
        }

        if (intent.Is("status", "requires_action"))
        {
            intent["next_action"] = how.NextAction($"{call.Origin}/3ds/{intent.Id()}");
            store.Returns.Keep(new JsonObject { ["id"] = intent.Id(), ["url"] = how.ReturnUrl });
            store.SetupIntents.Keep(intent);
        }

        return intent;
    }

    private JsonObject Cancel(ApiCall call)
    {
        var reason = call.Parameters.OneOf("cancellation_reason", "abandoned", "duplicate", "requested_by_customer");
        call.Begin();

        var intent = Find(call);
        RefuseOfCheckout(intent, "cancel");
        RefuseUnless(intent, "cancel", "requires_payment_method", "requires_confirmation", "requires_action");
        setups.Cancel(intent, reason, call.Cause);
        return intent;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var customer = call.Parameters.Filled("customer");
        var method = call.Parameters.Filled("payment_method");
        call.Begin();

        return page.Of(store.SetupIntents, Kind, call.Path, intent =>
            (customer is null || intent.Is("customer", customer)) && (method is null || intent.Is("payment_method", method)));
    }

    private JsonObject Find(ApiCall call) => store.SetupIntents.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);

    private JsonObject? MethodOf(Confirmation how, string? customer) => how switch
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
        store.SetupIntents.Keep(intent);
    }

    private void RefuseOfCheckout(JsonObject intent, string verb)
    {
        if (sessions.OfIntent(intent.Id()) is not null)
        {
            throw StripeErrors.Invalid(
                $"You cannot {verb} this SetupIntent because it belongs to a Checkout Session. Expire the session instead.",
                code: "setup_intent_unexpected_state");
        }
    }

    private static void RefuseUnless(JsonObject intent, string verb, params ReadOnlySpan<string> statuses)
    {
        if (statuses.Contains(intent.Text("status")))
            return;

        var error = StripeErrors.Body(
            "invalid_request_error",
            $"You cannot {verb} this SetupIntent because it has a status of {intent.Text("status")}.",
            "setup_intent_unexpected_state");
        error["setup_intent"] = intent.DeepClone();
        throw new StripeErrorException(400, error);
    }
}
