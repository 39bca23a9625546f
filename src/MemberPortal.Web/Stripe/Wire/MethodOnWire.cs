using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A payment method, or a charge's details of one: a type, and a hash named like it.</summary>
internal sealed record MethodOnWire : IHasId
{
    /// <summary>Empty in a charge's details.</summary>
    public string Id { get; init; } = "";

    public required string Type { get; init; }
    public CardOnWire? Card { get; init; }
    public DebitOnWire? SepaDebit { get; init; }

    [JsonConverter(typeof(Expandable<ObjectOnWire>.Converter))]
    public Expandable<ObjectOnWire>? Customer { get; init; }

    /// <param name="methodId">Of the payment; its details do not say it.</param>
    public MethodUsed ToMethodUsed(string? methodId = null) => new()
    {
        Id = methodId ?? (Id.Length > 0 ? Id : null),
        Type = Type,
        Brand = Card?.Brand,
        Last4 = Card?.Last4 ?? SepaDebit?.Last4,
        ExpiryMonth = Card?.ExpMonth,
        ExpiryYear = Card?.ExpYear,
        Wallet = Card?.Wallet?.Type,
    };

    public SavedMethod ToSavedMethod() => new()
    {
        Id = Id,
        Type = Type,
        Brand = Card?.Brand,
        Last4 = Card?.Last4 ?? SepaDebit?.Last4,
        ExpiryMonth = Card?.ExpMonth,
        ExpiryYear = Card?.ExpYear,
        CustomerId = Customer?.Id,
    };

    internal sealed record CardOnWire
    {
        public string? Brand { get; init; }
        public string? Last4 { get; init; }
        public int? ExpMonth { get; init; }
        public int? ExpYear { get; init; }
        public WalletOnWire? Wallet { get; init; }
    }

    internal sealed record WalletOnWire
    {
        public string? Type { get; init; }
    }

    internal sealed record DebitOnWire
    {
        public string? Last4 { get; init; }
        public DateOnly? ExpectedDebitDate { get; init; }
    }
}
