namespace MemberPortal.Web.Stripe;

/// <summary>A charge of a method on file, for one charge attempt, with the member present.</summary>
internal sealed record NewIntent
{
    /// <summary>The attempt's id. It comes back on the payment.</summary>
    public required string Reference { get; init; }

    public required string CustomerId { get; init; }
    public required string MethodId { get; init; }

    /// <summary>card or sepa_debit.</summary>
    public required string MethodType { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>; see <see cref="StripeAmounts.ObstacleTo"/>.</summary>
    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>What is paid, in the member's language: shown on the provider's receipt.</summary>
    public required string Description { get; init; }

    /// <summary>Where the bank sends the member after its question.</summary>
    public required Uri ReturnUrl { get; init; }
}
