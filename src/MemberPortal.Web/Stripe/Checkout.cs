namespace MemberPortal.Web.Stripe;

/// <summary>A payment page and the payment behind it, as the provider has them now. Instants are UTC.</summary>
internal sealed record Checkout
{
    public required string Id { get; init; }

    /// <summary>Where to send the member, always at the provider's checkout origin; null unless open.</summary>
    public required Uri? Url { get; init; }

    public required CheckoutState State { get; init; }

    /// <summary>The money is certain. A complete page need not be paid: a bank debit takes days.</summary>
    public required bool Paid { get; init; }

    /// <summary>As given in <see cref="NewCheckout.Reference"/>; null if the page is not ours.</summary>
    public required string? Reference { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO code, upper case.</summary>
    public required string Currency { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary>False: test money.</summary>
    public required bool Livemode { get; init; }

    /// <summary>Null until the member has confirmed on the page.</summary>
    public required string? PaymentIntentId { get; init; }

    public required PaymentState Payment { get; init; }

    /// <summary>The latest try's refusal, also while the page is open for another; null once it went through.</summary>
    public required Decline? LastDecline { get; init; }

    /// <summary>The charge that went through; null before it has.</summary>
    public required string? ChargeId { get; init; }

    /// <summary>When the charge that went through was made; null before it has, and for a debit, of which nobody says when it did.</summary>
    public required DateTime? SettledAt { get; init; }

    /// <summary>The day on which a slow debit is to be taken; null where nothing is slow.</summary>
    public required DateOnly? ExpectedOn { get; init; }

    /// <summary>What the member paid, or last tried to pay, with.</summary>
    public required MethodUsed? Method { get; init; }
}
