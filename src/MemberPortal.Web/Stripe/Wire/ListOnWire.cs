namespace MemberPortal.Web.Stripe.Wire;

/// <summary>One page of a list, newest first.</summary>
internal sealed record ListOnWire<T>
    where T : class, IHasId
{
    public required bool HasMore { get; init; }
    public required IReadOnlyList<T> Data { get; init; }
}

/// <summary>Of a payment page or a payment in a list, only what it takes to recognise ours.</summary>
internal sealed record Listed : IHasId
{
    public required string Id { get; init; }
    public string? ClientReferenceId { get; init; }
    public OurMarks? Metadata { get; init; }
}

/// <summary>What we put beside an object at the provider to recognise it by.</summary>
internal sealed record OurMarks
{
    public string? Attempt { get; init; }
}
