using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Customers;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.SetupIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Checkout;

/// <summary>A checkout session's way from open to complete or expired (6-stripe.md, 13). Inside the store.</summary>
internal sealed class CheckoutSessions(
    SandboxStore store, Payments payments, Setups setups, Attachments attachments, EventLog events, TimeProvider clock)
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
        store.CheckoutSessions.NewestFirst().FirstOrDefault(
            session => session.Is("payment_intent", intentId) || session.Is("setup_intent", intentId));

    /// <summary>The payment intent, made when the person first tries to pay.</summary>
    public JsonObject IntentOf(JsonObject session)
    {
        if (session.Text("payment_intent") is { } id)
            return store.PaymentIntents.Find(id)!;

        var details = store.CheckoutDetails.Find(session.Id())!["payment_intent_data"]!.AsObject();
        var intent = payments.Create(
            session.Number("amount_total"), session.Text("currency")!, session.Text("customer"), TypesOf(session), details, Cause.NoRequest);
        session["payment_intent"] = intent.Id();
        store.CheckoutSessions.Keep(session);
        return intent;
    }

    public static string[] TypesOf(JsonObject session) =>
        [.. session["payment_method_types"]!.AsArray().Select(type => type!.GetValue<string>())];

    /// <summary>The person is done: the session is closed and says who paid, or that a debit is on its way.</summary>
    public void Complete(JsonObject session, JsonObject intent)
    {
        var method = store.PaymentMethods.Find(intent.Text("payment_method")!)!;
        if (session.Is("customer_creation", "always") && session.Text("customer") is null)
            MakeCustomer(session, intent, method);

        var billing = method["billing_details"]!;
        session["customer_details"] = Details(billing.Text("email"), billing.Text("name"));
        if (session.Is("mode", "payment"))
            session["payment_status"] = intent.Is("status", "processing") ? "unpaid" : "paid";
        session["status"] = "complete";
        session["url"] = null;
        store.CheckoutSessions.Keep(session);
        events.Record("checkout.session.completed", session, Cause.NoRequest);
    }

    /// <summary>The bank has answered to the debit of a complete session.</summary>
    public void Answered(JsonObject session, bool isPaid)
    {
        if (isPaid)
            session["payment_status"] = "paid";
        store.CheckoutSessions.Keep(session);
        events.Record($"checkout.session.async_payment_{(isPaid ? "succeeded" : "failed")}", session, Cause.NoRequest);
    }

    public void Expire(JsonObject session, Cause cause)
    {
        session["status"] = "expired";
        session["url"] = null;
        store.CheckoutSessions.Keep(session);
        if (session.Text("payment_intent") is { } id)
            payments.Cancel(store.PaymentIntents.Find(id)!, "abandoned", cause);
        if (session.Text("setup_intent") is { } setup)
            setups.Cancel(store.SetupIntents.Find(setup)!, "abandoned", cause);
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

    /// <summary>The person becomes a customer, who holds the method where it was to be kept.</summary>
    private void MakeCustomer(JsonObject session, JsonObject intent, JsonObject method)
    {
        var billing = method["billing_details"]!;
        var customer = CustomerResource.New(billing.Text("email"), billing.Text("name"), Now);
        store.Customers.Keep(customer);
        events.Record("customer.created", customer, Cause.NoRequest);
        session["customer"] = customer.Id();
        intent["customer"] = customer.Id();

        var isPayment = intent.Is("object", "payment_intent");
        (isPayment ? store.PaymentIntents : store.SetupIntents).Keep(intent);
        if (!isPayment || intent.Text("setup_future_usage") is not null)
            attachments.Attach(method, customer.Id(), Cause.NoRequest);
    }

    private IEnumerable<JsonObject> Open() => store.CheckoutSessions.NewestFirst().Where(IsOpen);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();
}
