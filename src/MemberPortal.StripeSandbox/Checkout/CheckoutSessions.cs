using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Customers;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Checkout;

/// <summary>A checkout session's way from open to complete or expired (6-stripe.md, 13). Inside the store.</summary>
internal sealed class CheckoutSessions(SandboxStore store, Payments payments, EventLog events, TimeProvider clock)
{
    /// <summary>The session as it is at this moment: one whose time is up has expired.</summary>
    public JsonObject? Find(string id)
    {
        var session = store.CheckoutSessions.Find(id);
        if (session is not null && IsOpen(session) && session.Number("expires_at") <= Now)
            Expire(session, Cause.NoRequest);
        return session;
    }

    public void ExpireDue()
    {
        foreach (var session in Open().Where(s => s.Number("expires_at") <= Now).ToList())
            Expire(session, Cause.NoRequest);
    }

    public DateTimeOffset? NextExpiry() =>
        Open().Select(s => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(s.Number("expires_at"))).Min();

    public static bool IsOpen(JsonObject session) => session.Is("status", "open");

    public JsonObject? OfIntent(string intentId) =>
        store.CheckoutSessions.NewestFirst().FirstOrDefault(session => session.Is("payment_intent", intentId));

    /// <summary>The payment intent, made when the person first tries to pay.</summary>
    public JsonObject IntentOf(JsonObject session)
    {
        if (session.Text("payment_intent") is { } id)
            return store.PaymentIntents.Find(id)!;

        var details = store.CheckoutDetails.Find(session.Id())!["payment_intent_data"]!.AsObject();
        var intent = payments.Create(
            session.Number("amount_total"), session.Text("currency")!, session.Text("customer"), details, Cause.NoRequest);
        session["payment_intent"] = intent.Id();
        store.CheckoutSessions.Keep(session);
        return intent;
    }

    /// <summary>The payment has succeeded: the session is closed and says who paid.</summary>
    public void Complete(JsonObject session, JsonObject intent)
    {
        var billing = store.PaymentMethods.Find(intent.Text("payment_method")!)!["billing_details"]!;
        if (session.Is("customer_creation", "always") && session.Text("customer") is null)
        {
            var customer = CustomerResource.New(billing.Text("email"), billing.Text("name"), Now);
            store.Customers.Keep(customer);
            events.Record("customer.created", customer, Cause.NoRequest);
            session["customer"] = customer.Id();
            intent["customer"] = customer.Id();
            store.PaymentIntents.Keep(intent);
        }

        session["customer_details"] = Details(billing.Text("email"), billing.Text("name"));
        session["payment_status"] = "paid";
        session["status"] = "complete";
        session["url"] = null;
        store.CheckoutSessions.Keep(session);
        events.Record("checkout.session.completed", session, Cause.NoRequest);
    }

    public void Expire(JsonObject session, Cause cause)
    {
        session["status"] = "expired";
        session["url"] = null;
        store.CheckoutSessions.Keep(session);
        if (session.Text("payment_intent") is { } id)
            payments.Cancel(store.PaymentIntents.Find(id)!, "abandoned", cause);
        events.Record("checkout.session.expired", session, cause);
    }

    public static JsonObject Details(string? email, string? name) => new()
    {
        ["address"] = null,
        ["email"] = email,
        ["name"] = name,
        ["phone"] = null,
        ["tax_exempt"] = "none",
        ["tax_ids"] = new JsonArray(),
    };

    private IEnumerable<JsonObject> Open() => store.CheckoutSessions.NewestFirst().Where(IsOpen);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
