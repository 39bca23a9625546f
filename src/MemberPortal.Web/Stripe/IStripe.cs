namespace MemberPortal.Web.Stripe;

/// <summary>
/// The few calls to the payment provider that the portal makes, one method each. Every call may throw
/// <see cref="StripeUnavailable"/> (the outcome is unknown, ask again) or <see cref="StripeRefused"/> (it is a no).
/// A declined card is neither: it is read from the answer's <c>LastDecline</c>.
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

    /// <summary>
    /// Charges a method on file with its holder present. Asked again with the same key within 23 hours it charges nothing
    /// more and answers how that payment stands now; with an older key, <see cref="FindIntentAsync"/> comes first.
    /// </summary>
    Task<Intent> ChargeAsync(NewIntent intent, string idempotencyKey, CancellationToken cancellationToken);

    Task<Intent> GetIntentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Gives up a payment that waits for somebody. Where it went on or ended meanwhile, the answer says so.</summary>
    Task<Intent> CancelIntentAsync(string id, CancellationToken cancellationToken);

    /// <summary>The payment made for this reference since then (UTC), or null when none was.</summary>
    Task<Intent?> FindIntentAsync(
        string reference, string? customerId, DateTime createdSince, CancellationToken cancellationToken);

    /// <summary>
    /// A page of the payments that succeeded between two moments (UTC), the newest first. <paramref name="after"/> is the
    /// <see cref="SettledPage.Next"/> of the page before.
    /// </summary>
    Task<SettledPage> ListSettledAsync(DateTime since, DateTime until, string? after, CancellationToken cancellationToken);

    /// <summary>Opens a page on which a method is put on file; asked again with the same key, it is the same page.</summary>
    Task<SetupPage> CreateSetupAsync(NewSetup setup, string idempotencyKey, CancellationToken cancellationToken);

    Task<SetupPage> GetSetupAsync(string id, CancellationToken cancellationToken);

    /// <summary>Closes a setup page. Where it was finished or closed meanwhile, the answer says so.</summary>
    Task<SetupPage> ExpireSetupAsync(string id, CancellationToken cancellationToken);

    /// <summary>A method as it is now: the networks renew cards without asking us.</summary>
    Task<SavedMethod> GetMethodAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes a method off the member it is attached to; one that is attached to nobody, or unknown, is left so.</summary>
    Task DetachMethodAsync(string id, CancellationToken cancellationToken);
}
