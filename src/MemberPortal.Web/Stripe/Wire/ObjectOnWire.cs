namespace MemberPortal.Web.Stripe.Wire;

/// <summary>Of an object, only what it is called.</summary>
internal sealed record ObjectOnWire : IHasId
{
    public required string Id { get; init; }
}
