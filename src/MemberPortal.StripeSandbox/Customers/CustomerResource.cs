using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Customers;

/// <summary>Customers (6-stripe.md, 10). A deleted one stays findable by its id, with deleted: true, and is in no list.</summary>
internal sealed class CustomerResource(SandboxStore store, Attachments attachments, EventLog events, TimeProvider clock) : IResource
{
    private static readonly string[] AddressFields = ["city", "country", "line1", "line2", "postal_code", "state"];

    public void Map(ApiRoutes routes)
    {
        routes.Post("customers", Create);
        routes.Get("customers", List);
        routes.Get("customers/{id}", Get);
        routes.Post("customers/{id}", Update);
        routes.Delete("customers/{id}", Delete);
    }

    public static JsonObject New(string? email, string? name, long created)
    {
        var id = StripeId.Customer();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "customer",
            ["address"] = null,
            ["balance"] = 0L,
            ["created"] = created,
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = null,
            ["email"] = email,
            ["invoice_prefix"] = id[^8..].ToUpperInvariant(),
            ["invoice_settings"] = new JsonObject
            {
                ["custom_fields"] = null, ["default_payment_method"] = null, ["footer"] = null, ["rendering_options"] = null,
            },
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["name"] = name,
            ["phone"] = null,
            ["preferred_locales"] = new JsonArray(),
            ["shipping"] = null,
            ["tax_exempt"] = "none",
        };
    }

    private JsonObject Create(ApiCall call)
    {
        var customer = New(null, null, clock.GetUtcNow().ToUnixTimeSeconds());
        Read(call.Parameters, customer);
        var method = call.Parameters.Filled("payment_method");
        var taxIds = CustomerExtras.ReadTaxIds(call.Parameters, customer.Number("created"));
        call.Begin();

        store.Customers.Keep(customer);
        try
        {
            SetMethods(customer, method, call.Cause);
        }
        catch
        {
            store.Customers.Remove(customer.Id());
            throw;
        }

        foreach (var taxId in taxIds)
        {
            taxId["customer"] = customer.Id();
            store.TaxIds.Keep(taxId);
        }

        events.Record("customer.created", customer, call.Cause);
        return customer;
    }

    private JsonObject Get(ApiCall call)
    {
        call.Begin();
        return store.Customers.Find(call.Id) ?? throw StripeErrors.NotFound("customer", call.Id);
    }

    private JsonObject Update(ApiCall call)
    {
        // Read into a copy first: a refused parameter must leave the customer as it was.
        var changed = store.HasCustomer(call.Id) ? store.Customers.Find(call.Id)!.Copy() : New(null, null, 0);
        Read(call.Parameters, changed);
        call.Begin();

        var customer = Existing(call);
        SetMethods(changed, null, call.Cause);
        Changes.Apply(changed, customer, out var previous);
        if (previous.Count > 0)
        {
            store.Customers.Keep(customer);
            events.Record("customer.updated", customer, call.Cause, previous);
        }

        return customer;
    }

    private JsonObject Delete(ApiCall call)
    {
        call.Begin();

        var customer = Existing(call);
        attachments.DetachAll(call.Id, call.Cause);
        events.Record("customer.deleted", customer, call.Cause);
        store.Customers.Remove(call.Id);
        var deleted = new JsonObject { ["id"] = call.Id, ["object"] = "customer", ["deleted"] = true };
        store.Customers.Keep(deleted);
        return deleted;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var email = call.Parameters.Filled("email");
        call.Begin();

        return page.Of(store.Customers, "customer", call.Path, customer =>
            customer["deleted"] is null && (email is null || customer.Is("email", email)));
    }

    private JsonObject Existing(ApiCall call) => store.HasCustomer(call.Id)
        ? store.Customers.Find(call.Id)!
        : throw StripeErrors.NotFound("customer", call.Id);

    /// <summary>Attaches the method that was sent; the default is one that the customer holds, or a token that becomes one.</summary>
    private void SetMethods(JsonObject customer, string? method, Cause cause)
    {
        if (method is not null)
            attachments.AttachAsked(attachments.Usable(method, customer.Id()), customer.Id(), cause);

        var settings = customer["invoice_settings"]!.AsObject();
        if (settings.Text("default_payment_method") is not { } id)
            return;

        var preferred = attachments.Usable(id, customer.Id(), "invoice_settings[default_payment_method]");
        if (preferred["customer"] is null)
            attachments.AttachAsked(preferred, customer.Id(), cause);
        settings["default_payment_method"] = preferred.Id();
    }

    private static void Read(Parameters parameters, JsonObject customer)
    {
        if (parameters.Group("invoice_settings") is { } settings)
            settings.Fill(customer["invoice_settings"]!.AsObject(), "default_payment_method");
        parameters.Fill(customer, "name", 256);
        parameters.Fill(customer, "phone", 20);
        parameters.Fill(customer, "description", 5000);
        parameters.Fill(customer, "business_name", 150);
        parameters.Fill(customer, "individual_name", 150);
        if (parameters.Has("email"))
            customer["email"] = parameters.Email("email");
        if (parameters.Has("address"))
            customer["address"] = Address(parameters);
        if (parameters.Group("shipping") is { } shipping)
        {
            customer["shipping"] = new JsonObject
            {
                ["address"] = Address(shipping),
                ["name"] = shipping.Required("name"),
                ["phone"] = shipping.Filled("phone", 20),
            };
        }

        if (parameters.Has("preferred_locales"))
            customer["preferred_locales"] = new JsonArray([.. parameters.Texts("preferred_locales").Select(l => (JsonNode)l)]);
        customer["tax_exempt"] = parameters.OneOf("tax_exempt", "none", "exempt", "reverse") ?? customer.Text("tax_exempt");
        customer["balance"] = parameters.Integer("balance") ?? customer.Number("balance");
        customer["metadata"] = parameters.Metadata(customer["metadata"]!.AsObject());
    }

    public static JsonObject? Address(Parameters parameters)
    {
        if (parameters.HasValue("address"))
            return parameters.Text("address") is "" ? null : throw StripeErrors.Invalid("Invalid object", parameters.NameOf("address"));
        if (parameters.Group("address") is not { } sent)
            return null;

        var address = new JsonObject();
        foreach (var field in AddressFields)
            address[field] = sent.Text(field) is { Length: > 0 } text ? text : null;
        return address;
    }
}
