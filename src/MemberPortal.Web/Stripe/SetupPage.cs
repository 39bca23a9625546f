namespace MemberPortal.Web.Stripe;

/// <summary>A page on which a method is put on file, as the provider has it now.</summary>
internal sealed record SetupPage
{
    public required string Id { get; init; }

    /// <summary>Where to send the member, always at the provider's checkout origin; null unless open.</summary>
    public required Uri? Url { get; init; }

    public required CheckoutState State { get; init; }

    /// <summary>As given in <see cref="NewSetup.Reference"/>; null if the page is not ours.</summary>
    public required string? Reference { get; init; }

    /// <summary>What is on file at the provider now; null before the member has finished, and where it was refused.</summary>
    public required SavedMethod? Method { get; init; }

    /// <summary>The latest try's refusal.</summary>
    public required Decline? LastDecline { get; init; }
}
