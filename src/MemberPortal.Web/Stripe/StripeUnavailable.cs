namespace MemberPortal.Web.Stripe;

/// <summary>
/// The provider could not be reached, or gave no answer that can be relied on. What was asked may or may not have
/// happened: the caller keeps its attempt pending and asks again with the same key.
/// </summary>
internal sealed class StripeUnavailable(string message, Exception? cause = null) : Exception(message, cause);
