namespace MemberPortal.Billing.Subscriptions;

/// <summary>How often a subscription bills.</summary>
public enum BillingInterval
{
    Month,
    Quarter,
    Year,
}
