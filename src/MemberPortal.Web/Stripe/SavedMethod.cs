namespace MemberPortal.Web.Stripe;

/// <summary>A payment method on file at the provider, as far as a member may see it.</summary>
internal sealed record SavedMethod
{
    public required string Id { get; init; }

    /// <summary>card, sepa_debit, … in the provider's words.</summary>
    public required string Type { get; init; }

    /// <summary>Cards only: visa, mastercard, …</summary>
    public required string? Brand { get; init; }

    public required string? Last4 { get; init; }

    /// <summary>Cards only, 1 to 12.</summary>
    public required int? ExpiryMonth { get; init; }

    /// <summary>Cards only, four digits.</summary>
    public required int? ExpiryYear { get; init; }

    /// <summary>Null for a method that is attached to nobody.</summary>
    public required string? CustomerId { get; init; }
}
