namespace MemberPortal.Billing.PaymentMethods;

/// <summary>What a declined charge says about the payment method it was made on.</summary>
public enum DeclineEffect
{
    InsufficientFunds,
    Expired,

    /// <summary>A lasting reason: the same method will be declined again.</summary>
    Invalid,

    /// <summary>A no without a reason; believed at the third in a row.</summary>
    PlainNo,

    /// <summary>A passing fault, or the holder must confirm: neither counts in the row nor breaks it.</summary>
    NothingAboutTheMethod,
}
