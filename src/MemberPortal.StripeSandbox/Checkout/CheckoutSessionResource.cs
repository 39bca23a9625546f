using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.SetupIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Checkout;

/// <summary>Checkout sessions that take a payment or save a method, with the page the sandbox hosts for them (6-stripe.md, 13).</summary>
internal sealed class CheckoutSessionResource(SandboxStore store, CheckoutSessions sessions, Setups setups, TimeProvider clock) : IResource
{
    private const string Kind = CheckoutSessionObject.Kind;
    private const long ShortestLife = 30 * 60;

    private static readonly string[] Locales =
        """
        auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv
        th tr vi zh zh-HK zh-TW
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    public void Map(ApiRoutes routes)
    {
        routes.Post("checkout/sessions", Create);
        routes.Get("checkout/sessions", List);
        routes.Get("checkout/sessions/{id}", Get);
        routes.Post("checkout/sessions/{id}/expire", Expire);
        routes.Get("checkout/sessions/{id}/line_items", ListLineItems);
    }

    private JsonObject Create(ApiCall call)
    {
        var parameters = call.Parameters;
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var details = new JsonObject { ["line_items"] = new JsonArray() };
        var session = ReadMode(parameters) == "setup" ? Setup(parameters, details, now) : Payment(parameters, details, now);
        ReadCustomerUpdate(parameters);
        details["id"] = session.Id();
        session["url"] = $"{call.Origin}/c/pay/{session.Id()}";
        session["success_url"] = parameters.Url("success_url") ?? throw StripeErrors.Missing("success_url");
        session["cancel_url"] = parameters.Url("cancel_url");
        session["client_reference_id"] = parameters.Filled("client_reference_id", 200);
        session["metadata"] = parameters.Metadata();
        session["expires_at"] = ExpiresAt(parameters, now);
        session["locale"] = parameters.OneOf("locale", Locales);
        session["customer"] = parameters.Filled("customer");
        session["customer_creation"] = parameters.OneOf("customer_creation", "always", "if_required");
        session["billing_address_collection"] = parameters.OneOf("billing_address_collection", "auto", "required");
        session["submit_type"] = parameters.OneOf("submit_type", "auto", "book", "donate", "pay", "subscribe");
        if (parameters.Email("customer_email") is { } email)
        {
            session["customer_email"] = email;
            session["customer_details"] = CheckoutSessions.Details(email, null);
        }

        if (session.Text("customer_email") is not null && session.Text("customer") is not null)
            throw StripeErrors.Invalid("You may only specify one of these parameters: customer, customer_email.", "customer_email");
        call.Begin();

        if (session.Text("customer") is { } customer)
            KnowCustomer(session, customer);
        else
            session["customer_creation"] ??= "if_required";

        if (session.Is("mode", "setup"))
        {
            session["setup_intent"] = setups.Create(
                session.Text("customer"), CheckoutSessions.TypesOf(session), details["setup_intent_data"]!.AsObject(), call.Cause).Id();
        }

        store.CheckoutSessions.Keep(session);
        store.CheckoutDetails.Keep(details);
        return session;
    }

    private static JsonObject Payment(Parameters parameters, JsonObject details, long now)
    {
        var items = LineItems.Read(parameters);
        var currency = items[0]!.Text("currency")!;
        var total = Currencies.Chargeable(items.Sum(item => item!.Number("amount_total")), currency, "line_items");
        var types = MethodTypes.Read(parameters, currency, isAutomatic: false);
        if (types is ["sepa_debit"] && total > Debits.Largest)
            throw StripeErrors.Invalid("A SEPA debit can be at most 10,000.00 EUR.", "line_items", "amount_too_large");

        var session = CheckoutSessionObject.New("payment", total, currency, types, now);
        if (parameters.Group("saved_payment_method_options") is { } saved)
        {
            session["saved_payment_method_options"] = new JsonObject
            {
                ["allow_redisplay_filters"] = new JsonArray([.. saved.Texts("allow_redisplay_filters").Select(filter => (JsonNode)filter)]),
                ["payment_method_remove"] = saved.OneOf("payment_method_remove", "enabled", "disabled"),
                ["payment_method_save"] = saved.OneOf("payment_method_save", "enabled", "disabled"),
            };
        }

        details["line_items"] = items;
        var intent = IntentDetails.Read(parameters.Group("payment_intent_data"));
        IntentDetails.RefuseDescriptorOfCard(intent, types, "payment_intent_data[statement_descriptor]");
        details["payment_intent_data"] = intent;
        return session;
    }

    private static JsonObject Setup(Parameters parameters, JsonObject details, long now)
    {
        foreach (var name in new[] { "line_items", "payment_intent_data", "saved_payment_method_options", "submit_type" })
        {
            if (parameters.Has(name))
                throw StripeErrors.Invalid($"You can not pass `{name}` in `setup` mode.", name);
        }

        var currency = parameters.Has("currency") ? parameters.RequiredCurrency("currency") : null;
        var types = MethodTypes.Read(parameters, currency, isAutomatic: currency is not null);
        if (currency is null && !parameters.Has("payment_method_types"))
            throw StripeErrors.Missing("currency");

        details["setup_intent_data"] = SetupIntentResource.ReadDetails(parameters.Group("setup_intent_data"));
        return CheckoutSessionObject.New("setup", null, currency, types, now);
    }

    private JsonObject Get(ApiCall call)
    {
        call.Begin();
        return Find(call);
    }

    private JsonObject Expire(ApiCall call)
    {
        call.Begin();

        var session = Find(call);
        if (!CheckoutSessions.IsOpen(session))
        {
            throw StripeErrors.Invalid(
                $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {session.Text("status")}.");
        }

        sessions.Expire(session, call.Cause);
        return session;
    }

    private JsonObject ListLineItems(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        call.Begin();
        return LineItems.ListOf(store, Find(call).Id(), page);
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var customer = call.Parameters.Filled("customer");
        var intent = call.Parameters.Filled("payment_intent");
        var setup = call.Parameters.Filled("setup_intent");
        var status = call.Parameters.OneOf("status", "open", "complete", "expired");
        call.Begin();

        sessions.ExpireDue();
        return page.Of(store.CheckoutSessions, Kind, call.Path, session =>
            (customer is null || session.Is("customer", customer))
            && (intent is null || session.Is("payment_intent", intent))
            && (setup is null || session.Is("setup_intent", setup))
            && (status is null || session.Is("status", status)));
    }

    private JsonObject Find(ApiCall call) => sessions.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);

    private void KnowCustomer(JsonObject session, string id)
    {
        if (!store.HasCustomer(id))
            throw StripeErrors.NoSuch("customer", id, "customer");

        var customer = store.Customers.Find(id)!;
        session["customer_details"] = CheckoutSessions.Details(customer.Text("email"), customer.Text("name"));
    }

    private static string ReadMode(Parameters parameters) =>
        parameters.OneOf("mode", "payment", "setup", "subscription") switch
        {
            null => throw StripeErrors.Missing("mode"),
            "subscription" => throw StripeErrors.Invalid("The sandbox has no mode subscription.", "mode"),
            var mode => mode,
        };

    private static void ReadCustomerUpdate(Parameters parameters)
    {
        if (parameters.Group("customer_update") is { } update)
        {
            update.OneOf("address", "auto", "never");
            update.OneOf("name", "auto", "never");
            update.OneOf("shipping", "auto", "never");
        }
    }

    private static long ExpiresAt(Parameters parameters, long now)
    {
        var at = parameters.Integer("expires_at") ?? now + CheckoutSessionObject.LongestLife;
        if (at < now + ShortestLife)
            throw StripeErrors.Invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at");

        return at <= now + CheckoutSessionObject.LongestLife
            ? at
            : throw StripeErrors.Invalid("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at");
    }
}
