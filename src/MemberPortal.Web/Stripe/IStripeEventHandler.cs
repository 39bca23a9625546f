using MemberPortal.Web.Data;

namespace MemberPortal.Web.Stripe;

/// <summary>
/// Listens to one or more types of events; registered under the type's name beside the feature that cares. Events come
/// late, twice and out of order: the event says what to look at, the provider says how it is.
/// </summary>
internal interface IStripeEventHandler
{
    /// <returns>False when the object is not one of ours, or not yet: it is looked at again later.</returns>
    Task<bool> HandleAsync(StripeEvent stripeEvent, CancellationToken cancellationToken);
}
