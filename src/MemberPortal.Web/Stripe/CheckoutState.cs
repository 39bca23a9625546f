namespace MemberPortal.Web.Stripe;

/// <summary>How a payment page stands.</summary>
internal enum CheckoutState
{
    Open,

    /// <summary>The member has finished; whether the money came is <see cref="Checkout.Paid"/>.</summary>
    Complete,

    Expired,
}
