namespace MemberPortal.Billing.Subscriptions;

/// <summary>How a subscription stands on a given day (2-statuses.md, Subscription); never stored.</summary>
public enum SubscriptionStatus
{
    Active,
    Trialing,
    Scheduled,
    Canceled,
}
