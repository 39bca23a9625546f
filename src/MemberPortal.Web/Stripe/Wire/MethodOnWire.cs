namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A payment method, or a charge's details of one: a type, and a hash named like it.</summary>
internal sealed record MethodOnWire
{
    public required string Type { get; init; }
    public CardOnWire? Card { get; init; }
    public DebitOnWire? SepaDebit { get; init; }

    public MethodUsed ToMethodUsed() => new()
    {
        Type = Type,
        Brand = Card?.Brand,
        Last4 = Card?.Last4 ?? SepaDebit?.Last4,
        ExpiryMonth = Card?.ExpMonth,
        ExpiryYear = Card?.ExpYear,
        Wallet = Card?.Wallet?.Type,
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
    }
}
