using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Cards;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Customers;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Payouts;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>Fills in card payments of the past, all or none. Nothing is reported to the webhook: for the portal they are old news.</summary>
internal sealed class SeedPayments(SandboxStore store, MethodBook methods, ChargeBook charges, PayoutBook payouts)
{
    public JsonArray Run(IReadOnlyList<SeededPayment> rows)
    {
        foreach (var row in rows)
            Check(row);

        return store.Run(() =>
        {
            var customers = store.Customers.OldestFirst
                .Where(c => c.Text("email") is not null)
                .GroupBy(c => c.Text("email")!, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.First().Id(), StringComparer.Ordinal);
            var seeded = new JsonArray([.. rows.Select(row => Seed(row, customers))]);
            payouts.MakeDue(isHistory: true);
            return seeded;
        });
    }

    private JsonObject Seed(SeededPayment row, Dictionary<string, string> customers)
    {
        var customer = row.Email is null ? null : CustomerOf(row, customers);
        var card = CardOf(row.Brand)! with { Number = row.Last4 };
        var expiryYear = DateTimeOffset.FromUnixTimeSeconds(row.Created).Year + 3;
        var method = methods.Add(card, 12, expiryYear, MethodObject.Billing(row.Name, row.Email), row.Created);

        var details = new JsonObject { ["description"] = row.Description, ["metadata"] = Metadata(row), ["receipt_email"] = row.Email };
        var intent = PaymentIntentObject.New(row.Amount, row.Currency, customer, ["card"], details, row.Created);
        var charge = charges.Succeeded(intent, method, row.Created);
        Payments.Settle(intent, charge);
        store.PaymentIntents.Keep(intent);

        var session = Session(row, customer, intent.Id());
        return new JsonObject
        {
            ["payment_intent"] = intent.Id(),
            ["charge"] = charge.Id(),
            ["session"] = session.Id(),
            ["customer"] = customer,
            ["balance_transaction"] = charge.Text("balance_transaction"),
        };
    }

    private JsonObject Session(SeededPayment row, string? customer, string intentId)
    {
        var session = CheckoutSessionObject.New("payment", row.Amount, row.Currency, ["card"], row.Created);
        session["client_reference_id"] = row.ClientReferenceId;
        session["customer"] = customer;
        session["customer_details"] = CheckoutSessions.Details(row.Email, row.Name);
        session["metadata"] = Metadata(row);
        session["payment_intent"] = intentId;
        session["payment_status"] = "paid";
        session["status"] = "complete";
        session["success_url"] = "https://example.org/";
        store.CheckoutSessions.Keep(session);

        var item = LineItems.Of(row.Description ?? row.ClientReferenceId ?? "-", null, row.Amount, 1, row.Currency);
        store.CheckoutDetails.Keep(new JsonObject
        {
            ["id"] = session.Id(), ["line_items"] = new JsonArray(item), ["payment_intent_data"] = new JsonObject(),
        });
        return session;
    }

    private string CustomerOf(SeededPayment row, Dictionary<string, string> customers)
    {
        if (customers.TryGetValue(row.Email!, out var id))
            return id;

        var customer = CustomerResource.New(row.Email, row.Name, row.Created);
        store.Customers.Keep(customer);
        return customers[row.Email!] = customer.Id();
    }

    private static void Check(SeededPayment row)
    {
        if (!Currencies.Knows(row.Currency))
            throw new ArgumentException($"Unknown currency: {row.Currency}");
        Currencies.Chargeable(row.Amount, row.Currency, "amount");
        if (CardOf(row.Brand) is null)
            throw new ArgumentException($"Unknown brand: {row.Brand}");
        if (row.Last4.Length != 4 || !row.Last4.All(char.IsAsciiDigit))
            throw new ArgumentException($"last4 is four digits, not {row.Last4}");
    }

    private static TestCard? CardOf(string brand) => TestCard.All.FirstOrDefault(card => card.Brand == brand);

    private static JsonObject Metadata(SeededPayment row) =>
        new(row.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
