namespace MemberPortal.Web.Stripe;

/// <summary>How the payment behind a payment page stands.</summary>
internal enum PaymentState
{
    /// <summary>The member has not confirmed anything yet.</summary>
    None,

    /// <summary>Nothing tried, or declined: another try is possible while the page is open.</summary>
    NeedsMethod,

    /// <summary>The member's bank wants a word with them.</summary>
    NeedsAction,

    /// <summary>Under way, or in a state newer than this code: not final, ask again.</summary>
    Processing,

    Succeeded,
    Canceled,
}
