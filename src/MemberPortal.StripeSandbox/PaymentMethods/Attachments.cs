using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.PaymentMethods;

/// <summary>Which customer holds a payment method, and who may use it (6-stripe.md, 11). Inside the store.</summary>
internal sealed class Attachments(SandboxStore store, MethodBook methods, MandateBook mandates, EventLog events)
{
    /// <summary>The method an id or a token names, fit to be used for that customer.</summary>
    public JsonObject Usable(string idOrToken, string? customer, string param = "payment_method")
    {
        var method = methods.Resolve(idOrToken) ?? throw StripeErrors.NoSuch("PaymentMethod", idOrToken, param);
        RefuseSpent(method);
        if (method.Text("customer") is { } holder && holder != customer)
        {
            throw StripeErrors.Invalid(
                customer is null
                    ? $"The provided PaymentMethod ({method.Id()}) belongs to the Customer {holder}. Please include the Customer in the `customer` parameter."
                    : $"The customer does not have a payment method with the ID {method.Id()}. The payment method must be attached to the customer.",
                param);
        }

        return method;
    }

    /// <summary>Refuses a card whose bank says no already now.</summary>
    public void AttachAsked(JsonObject method, string customer, Cause cause)
    {
        if (!store.HasCustomer(customer))
            throw StripeErrors.NoSuch("customer", customer, "customer");
        RefuseSpent(method);
        if (method.Text("customer") is { } holder && holder != customer)
            throw StripeErrors.Invalid("The payment method you provided has already been attached to a customer.");
        if (method.Is("type", "card") && methods.CardBehind(method).SetupDecline is { } decline)
            throw new StripeErrorException(402, StripeErrors.Declined(decline));

        Attach(method, customer, cause);
    }

    public void Attach(JsonObject method, string customer, Cause cause)
    {
        if (method["customer"] is not null)
            return;

        method["customer"] = customer;
        store.PaymentMethods.Keep(method);
        events.Record("payment_method.attached", method, cause);
    }

    public void Detach(JsonObject method, Cause cause)
    {
        var customer = method.Text("customer")!;
        methods.Spend(method);
        method["customer"] = null;
        store.PaymentMethods.Keep(method);
        events.Record("payment_method.detached", method, cause, new JsonObject { ["customer"] = customer });

        if (methods.MandateOf(method) is { } mandate)
            mandates.End(mandate);
        if (store.Customers.Find(customer) is { } holder
            && holder["invoice_settings"] is JsonObject settings && settings.Is("default_payment_method", method.Id()))
        {
            settings["default_payment_method"] = null;
            store.Customers.Keep(holder);
        }
    }

    public void DetachAll(string customer, Cause cause)
    {
        foreach (var method in store.PaymentMethods.NewestFirst().Where(m => m.Is("customer", customer)).ToList())
            Detach(method, cause);
    }

    private void RefuseSpent(JsonObject method)
    {
        if (methods.IsSpent(method))
        {
            throw StripeErrors.Invalid(
                "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a " +
                "connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use " +
                "a PaymentMethod multiple times, you must attach it to a Customer first.");
        }
    }
}
