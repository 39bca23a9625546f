using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>A card payment of the past. The provider gives it an id before the history is written.</summary>
internal sealed class DemoCard
{
    public required Member Member { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required DateTime At { get; init; }
    public required string Brand { get; init; }
    public required string Last4 { get; init; }

    /// <summary>The charge attempt behind it; the provider keeps it as its reference.</summary>
    public required string AttemptId { get; init; }

    /// <summary>What the provider made of it.</summary>
    public SeededCard? AtProvider { get; set; }
}

/// <summary>The provider's ids of a payment that was seeded.</summary>
internal sealed record SeededCard(string PaymentIntent, string Session, string? Customer);
