namespace MemberPortal.Web.Stripe;

/// <summary>Some of the payments that succeeded at the provider, the newest first; <paramref name="Next"/> is null on the last page.</summary>
internal sealed record SettledPage(IReadOnlyList<SettledPayment> Payments, string? Next);

/// <summary>A payment that succeeded at the provider.</summary>
internal sealed record SettledPayment
{
    /// <summary>The provider's.</summary>
    public required string Id { get; init; }

    /// <summary>Our attempt; null if the payment is not ours.</summary>
    public required string? Reference { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO code, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>When it succeeded, UTC.</summary>
    public required DateTime At { get; init; }
}
