namespace MemberPortal.Web.Stripe.Wire;

internal sealed record CustomerOnWire : IHasId
{
    public required string Id { get; init; }
}
