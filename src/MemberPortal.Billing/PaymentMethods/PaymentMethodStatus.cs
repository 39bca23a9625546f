namespace MemberPortal.Billing.PaymentMethods;

/// <summary>How a member's payment method stands on a given day (2-statuses.md); never stored.</summary>
public enum PaymentMethodStatus
{
    Active,
    InsufficientFunds,
    Invalid,
    ExpiringSoon,
    Expired,
    Manual,
    None,
}
