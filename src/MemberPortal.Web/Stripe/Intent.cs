namespace MemberPortal.Web.Stripe;

/// <summary>A payment from a method on file, as the provider has it now. Instants are UTC.</summary>
internal sealed record Intent
{
    public required string Id { get; init; }

    /// <summary>As given in <see cref="NewIntent.Reference"/>; null if the payment is not ours.</summary>
    public required string? Reference { get; init; }

    /// <summary>In ISO minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO code, upper case.</summary>
    public required string Currency { get; init; }

    public required PaymentState State { get; init; }

    /// <summary>Where the member's bank asks for their confirmation; null unless <see cref="PaymentState.NeedsAction"/>.</summary>
    public required Uri? BankPage { get; init; }

    /// <summary>The latest try's refusal; null once it went through.</summary>
    public required Decline? LastDecline { get; init; }

    /// <summary>When the charge that went through was made; null before it has, and for a debit, of which nobody says when it did.</summary>
    public required DateTime? SettledAt { get; init; }

    /// <summary>The day on which a slow debit is to be taken; null where nothing is slow.</summary>
    public required DateOnly? ExpectedOn { get; init; }

    /// <summary>What was, or was to be, charged.</summary>
    public required MethodUsed? Method { get; init; }
}
