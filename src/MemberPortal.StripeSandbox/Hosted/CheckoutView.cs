using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the payment page shows. Copied out of the store, so that rendering holds nobody up.</summary>
public sealed record CheckoutView
{
    public required string SessionId { get; init; }
    public required string Status { get; init; }

    /// <summary>A method is saved and nothing is paid.</summary>
    public required bool IsSetup { get; init; }

    /// <summary>Complete, and the bank has still to answer to the debit.</summary>
    public required bool IsOnItsWay { get; init; }

    public required string? Locale { get; init; }

    /// <summary>Minor units; 0 when nothing is paid.</summary>
    public required long Amount { get; init; }

    public required string? Currency { get; init; }
    public required string? BusinessName { get; init; }
    public required string? Email { get; init; }
    public required string SuccessUrl { get; init; }
    public required string? CancelUrl { get; init; }
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>card, sepa_debit or both.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    public required string Method { get; init; }

    /// <summary>The person may have the method kept for the next payment.</summary>
    public required bool OffersToKeep { get; init; }

    /// <summary>It is kept anyway: the session asks for it.</summary>
    public required bool IsKept { get; init; }

    /// <summary>The key of the text that says why the last try failed.</summary>
    public required string? LastDecline { get; init; }

    public CardForm Form { get; init; } = new();
    public DebitForm Debit { get; init; } = new();
    public bool Keeps { get; init; }
    public IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>();

    /// <summary>Inside the store. A method the session does not take is read as its first.</summary>
    internal static CheckoutView Of(JsonObject session, SandboxStore store, string? businessName, string? wanted)
    {
        var error = session.Text("payment_intent") is { } payment ? store.PaymentIntents.Find(payment)?["last_payment_error"]
            : session.Text("setup_intent") is { } setup ? store.SetupIntents.Find(setup)?["last_setup_error"]
            : null;
        var methods = CheckoutSessions.TypesOf(session)
            .Where(type => type != "sepa_debit" || session.Number("amount_total") <= Debits.Largest).ToList();
        var hasCustomer = session.Text("customer") is not null || session.Is("customer_creation", "always");
        var isKept = store.CheckoutDetails.Find(session.Id())!["payment_intent_data"]?.Text("setup_future_usage") is not null && hasCustomer;
        return new CheckoutView
        {
            SessionId = session.Id(),
            Status = session.Text("status")!,
            IsSetup = session.Is("mode", "setup"),
            IsOnItsWay = session.Is("status", "complete") && session.Is("payment_status", "unpaid"),
            Locale = session.Text("locale"),
            Amount = session.Number("amount_total"),
            Currency = session.Text("currency"),
            BusinessName = businessName,
            Email = session["customer_details"]?.Text("email"),
            SuccessUrl = PayCheckout.SuccessUrl(session),
            CancelUrl = session.Text("cancel_url"),
            Methods = methods,
            Method = wanted is not null && methods.Contains(wanted) ? wanted : methods[0],
            OffersToKeep = !isKept && hasCustomer && session["saved_payment_method_options"]?.Text("payment_method_save") == "enabled",
            IsKept = isKept,
            LastDecline = error is null ? null : DeclineText.KeyOf(error),
            Items = [.. LineItems.In(store, session.Id()).Select(item => new Item(
                item.Text("description")!, item["price"]!.Text("nickname"), item.Number("quantity"),
                item["price"]!["unit_amount"]?.GetValue<long>(), item.Number("amount_total")))],
        };
    }

    public sealed record Item(string Name, string? Description, long Quantity, long? UnitAmount, long Amount);
}
