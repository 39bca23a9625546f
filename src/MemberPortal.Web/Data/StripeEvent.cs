namespace MemberPortal.Web.Data;

internal enum EventOutcome
{
    Waiting,
    Handled,

    /// <summary>Of a type nobody listens to, or about an object that is not ours.</summary>
    Ignored,
    GivenUp,
}

/// <summary>What the provider reported, kept before it is answered. It only says where to look.</summary>
internal sealed class StripeEvent
{
    /// <summary>The provider's id of the event.</summary>
    public required string Id { get; init; }

    public required string Type { get; init; }
    public required string ObjectId { get; init; }

    /// <summary>Our charge attempt, where the object names one.</summary>
    public string? AttemptId { get; init; }

    public required DateTime ReceivedAt { get; init; }
    public EventOutcome Outcome { get; set; }
    public DateTime? HandledAt { get; set; }
    public int Tries { get; set; }
    public required DateTime NextTryAt { get; set; }
}
