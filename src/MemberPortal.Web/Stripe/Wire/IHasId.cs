namespace MemberPortal.Web.Stripe.Wire;

internal interface IHasId
{
    string Id { get; }
}
