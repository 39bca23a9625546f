namespace MemberPortal.Billing.PaymentMethods;

/// <summary>What a member is told of their payment method, once each time it comes to it (2-statuses.md, Notices).</summary>
public enum MethodTrouble
{
    /// <summary>The first day of Expiring soon, 29 days before the card's last.</summary>
    ExpiresSoon,

    /// <summary>A week before the card's last day.</summary>
    ExpiresInDays,

    Expired,
    InsufficientFunds,
    Invalid,
}
