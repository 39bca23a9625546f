using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>What the payment page shows. Copied out of the store, so that rendering holds nobody up.</summary>
public sealed record CheckoutView
{
    public required string SessionId { get; init; }
    public required string Status { get; init; }
    public required string? Locale { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string? BusinessName { get; init; }
    public required string? Email { get; init; }
    public required string SuccessUrl { get; init; }
    public required string? CancelUrl { get; init; }
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>The key of the text that says why the last try failed.</summary>
    public required string? LastDecline { get; init; }

    public CardForm Form { get; init; } = new();
    public IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>();

    /// <summary>Inside the store.</summary>
    internal static CheckoutView Of(JsonObject session, SandboxStore store, string? businessName)
    {
        var intent = session.Text("payment_intent") is { } id ? store.PaymentIntents.Find(id) : null;
        return new CheckoutView
        {
            SessionId = session.Id(),
            Status = session.Text("status")!,
            Locale = session.Text("locale"),
            Amount = session.Number("amount_total"),
            Currency = session.Text("currency")!,
            BusinessName = businessName,
            Email = session["customer_details"]?.Text("email"),
            SuccessUrl = PayCheckout.SuccessUrl(session),
            CancelUrl = session.Text("cancel_url"),
            LastDecline = intent?["last_payment_error"] is { } error ? DeclineText.KeyOf(error) : null,
            Items = [.. LineItems.In(store, session.Id()).Select(item => new Item(
                item.Text("description")!, item["price"]!.Text("nickname"), item.Number("quantity"),
                item["price"]!["unit_amount"]?.GetValue<long>(), item.Number("amount_total")))],
        };
    }

    public sealed record Item(string Name, string? Description, long Quantity, long? UnitAmount, long Amount);
}
