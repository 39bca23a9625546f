using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>Payment methods (6-stripe.md, 11). Those no customer holds are in no list.</summary>
internal sealed class PaymentMethodResource(SandboxStore store, MethodBook methods, Attachments attachments, EventLog events) : IResource
{
    private const string Kind = "PaymentMethod";

    public void Map(ApiRoutes routes)
    {
        routes.Post("payment_methods", Create);
        routes.Get("payment_methods", call => List(call, call.Parameters.Filled("customer")));
        routes.Get("customers/{id}/payment_methods", ListOfCustomer);
        routes.Get("payment_methods/{id}", Get);
        routes.Post("payment_methods/{id}", Update);
        routes.Post("payment_methods/{id}/attach", Attach);
        routes.Post("payment_methods/{id}/detach", Detach);
    }

    private JsonObject Create(ApiCall call)
    {
        var details = MethodDetails.Read(call.Parameters);
        call.Begin();
        return details.Make(methods);
    }

    private JsonObject Get(ApiCall call)
    {
        call.Begin();
        return Find(call);
    }

    private JsonObject Update(ApiCall call)
    {
        var before = store.PaymentMethods.Find(call.Id);
        var changed = before?.Copy() ?? new JsonObject { ["billing_details"] = new JsonObject() };
        var parameters = call.Parameters;
        MethodDetails.ReadBilling(parameters, changed["billing_details"]!.AsObject());
        var card = parameters.Group("card");
        var (month, year) = (card?.Integer("exp_month", least: 1), card?.Integer("exp_year", least: 2000));
        changed["metadata"] = parameters.Metadata(before?["metadata"]?.AsObject());
        if (parameters.OneOf("allow_redisplay", "always", "limited", "unspecified") is { } redisplay)
            changed["allow_redisplay"] = redisplay;
        call.Begin();

        var method = Find(call);
        if (method["customer"] is null)
            throw StripeErrors.Invalid("You must save this PaymentMethod to a customer before you can update it.");
        if (card is not null && !method.Is("type", "card"))
            throw StripeErrors.Invalid("You can only update a card on a PaymentMethod of type card.", "card");
        if (month is not null)
            changed["card"]!["exp_month"] = month;
        if (year is not null)
            changed["card"]!["exp_year"] = year;

        Changes.Apply(changed, method, out var previous);
        store.PaymentMethods.Keep(method);
        if (previous.Count > 0)
            events.Record("payment_method.updated", method, call.Cause, previous);
        return method;
    }

    private JsonObject Attach(ApiCall call)
    {
        var customer = call.Parameters.Required("customer");
        call.Begin();

        var method = methods.Resolve(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);
        attachments.AttachAsked(method, customer, call.Cause);
        return method;
    }

    private JsonObject Detach(ApiCall call)
    {
        call.Begin();

        var method = Find(call);
        if (method["customer"] is null)
            throw StripeErrors.Invalid("The payment method you provided is not attached to a customer so detachment is impossible.");

        attachments.Detach(method, call.Cause);
        return method;
    }

    private JsonObject ListOfCustomer(ApiCall call)
    {
        if (!store.HasCustomer(call.Id))
            throw StripeErrors.NotFound("customer", call.Id);
        return List(call, call.Id);
    }

    private JsonObject List(ApiCall call, string? customer)
    {
        var page = Page.Read(call.Parameters);
        var type = call.Parameters.Filled("type");
        call.Parameters.OneOf("allow_redisplay", "always", "limited", "unspecified");
        call.Begin();

        return page.Of(store.PaymentMethods, Kind, call.Path, method =>
            method["customer"] is not null
            && (customer is null || method.Is("customer", customer))
            && (type is null || method.Is("type", type)));
    }

    private JsonObject Find(ApiCall call) => store.PaymentMethods.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);
}
