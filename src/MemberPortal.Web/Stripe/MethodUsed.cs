namespace MemberPortal.Web.Stripe;

/// <summary>What was paid with, as far as a receipt may say it.</summary>
internal sealed record MethodUsed
{
    /// <summary>The provider's id of it; null where it names none.</summary>
    public string? Id { get; init; }

    /// <summary>card, sepa_debit, link, … in the provider's words.</summary>
    public required string Type { get; init; }

    /// <summary>Cards only: visa, mastercard, …</summary>
    public string? Brand { get; init; }

    /// <summary>Cards and bank debits.</summary>
    public string? Last4 { get; init; }

    public int? ExpiryMonth { get; init; }
    public int? ExpiryYear { get; init; }

    /// <summary>apple_pay, google_pay, …; null for a card by itself.</summary>
    public string? Wallet { get; init; }
}
