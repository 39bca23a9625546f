namespace MemberPortal.Web.Stripe;

/// <summary>
/// The few calls to the payment provider that the portal makes, one method each. Every call may throw
/// <see cref="StripeUnavailable"/> (the outcome is unknown, ask again) or <see cref="StripeRefused"/> (it is a no).
/// A declined card is neither: it is read from <see cref="Checkout.LastDecline"/>.
/// </summary>
internal interface IStripe
{
    /// <summary>Makes the member known to the provider and answers the provider's id of them.</summary>
    Task<string> CreateCustomerAsync(
        NewCustomer customer, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a payment page. Asked again with the same key within 23 hours it answers the same page, as it stands now;
    /// with an older key, <see cref="FindCheckoutAsync"/> comes first (6-stripe.md, section 7).
    /// </summary>
    Task<Checkout> CreateCheckoutAsync(
        NewCheckout checkout, string idempotencyKey, CancellationToken cancellationToken);

    Task<Checkout> GetCheckoutAsync(string id, CancellationToken cancellationToken);

    /// <summary>Closes a payment page. Where it was paid or closed meanwhile, the answer says so.</summary>
    Task<Checkout> ExpireCheckoutAsync(string id, CancellationToken cancellationToken);

    /// <summary>The payment page opened for this reference since then (UTC), or null when none was.</summary>
    Task<Checkout?> FindCheckoutAsync(
        string reference, string? customerId, DateTime createdSince, CancellationToken cancellationToken);
}
