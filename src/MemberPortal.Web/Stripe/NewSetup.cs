namespace MemberPortal.Web.Stripe;

/// <summary>A page to be opened on which a member puts a payment method on file.</summary>
internal sealed record NewSetup
{
    /// <summary>Ours; it comes back on the page and on what lies behind it.</summary>
    public required string Reference { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>Decides which methods are offered: euro accounts can be debited.</summary>
    public required string Currency { get; init; }

    /// <summary>The member's language: en, sv, nb, ru or fr.</summary>
    public required string Language { get; init; }

    public required Uri SuccessUrl { get; init; }
    public required Uri CancelUrl { get; init; }

    /// <summary>UTC, in whole seconds; as in <see cref="NewCheckout.ExpiresAt"/>.</summary>
    public required DateTime ExpiresAt { get; init; }
}
