namespace MemberPortal.Web.Stripe.Wire;

/// <summary>An event about a payment; what it carries never changes (6-stripe.md, section 16), and neither does a payment that succeeded.</summary>
internal sealed record PaymentEventOnWire : IHasId
{
    public required string Id { get; init; }
    public required long Created { get; init; }
    public required Carried Data { get; init; }

    /// <summary>What others charge may be in a currency that we do not know.</summary>
    public bool IsOurs => Data.Object.Metadata?.Attempt is not null;

    public SettledPayment ToSettledPayment()
    {
        var intent = Data.Object.ToIntent();
        return new()
        {
            Id = intent.Id,
            Reference = intent.Reference!,
            AmountMinor = intent.AmountMinor,
            Currency = intent.Currency,
        };
    }

    internal sealed record Carried
    {
        public required PaymentIntentOnWire Object { get; init; }
    }
}
