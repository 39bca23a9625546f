namespace MemberPortal.Web.Stripe;

/// <summary>Some of our payments that succeeded at the provider, the newest first.</summary>
/// <param name="Payments">Without those that others charge by the same account.</param>
/// <param name="Oldest">How far back the page goes, UTC; null if it holds nobody's payment.</param>
/// <param name="Next">Null on the last page.</param>
internal sealed record SettledPage(IReadOnlyList<SettledPayment> Payments, DateTime? Oldest, string? Next);

/// <summary>A payment that succeeded at the provider.</summary>
internal sealed record SettledPayment
{
    /// <summary>The provider's.</summary>
    public required string Id { get; init; }

    /// <summary>Our attempt.</summary>
    public required string Reference { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO code, upper case.</summary>
    public required string Currency { get; init; }
}
