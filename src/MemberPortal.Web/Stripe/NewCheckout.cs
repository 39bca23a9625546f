namespace MemberPortal.Web.Stripe;

/// <summary>A payment page to be opened for one charge attempt.</summary>
internal sealed record NewCheckout
{
    /// <summary>The attempt's id. It comes back on the page and on the payment behind it.</summary>
    public required string Reference { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>Filled in on the page of a member without <see cref="CustomerId"/>; otherwise ignored.</summary>
    public string? CustomerEmail { get; init; }

    /// <summary>What is paid with stays on file with the customer for later charges.</summary>
    public bool KeepsMethod { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>; see <see cref="StripeAmounts.ObstacleTo"/>.</summary>
    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>What is paid, in the member's language: shown on the page and on the provider's receipt.</summary>
    public required string Description { get; init; }

    /// <summary>The member's language: en, sv, nb, ru or fr.</summary>
    public required string Language { get; init; }

    public required Uri SuccessUrl { get; init; }
    public required Uri CancelUrl { get; init; }

    /// <summary>
    /// UTC, in whole seconds. The provider refuses less than 30 minutes by its own clock: leave it a minute more.
    /// A repeated call must say the same instant.
    /// </summary>
    public required DateTime ExpiresAt { get; init; }
}
