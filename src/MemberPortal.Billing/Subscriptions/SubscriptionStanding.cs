namespace MemberPortal.Billing.Subscriptions;

/// <summary>What a subscription counts as for the automatic payment (2-statuses.md, Subscription).</summary>
public enum SubscriptionStanding
{
    /// <summary>Active or Trialing.</summary>
    Active,

    /// <summary>A seller or the ERP recorded that it was fulfilled.</summary>
    Delivered,

    /// <summary>It has a past-due invoice.</summary>
    PaymentOverdue,

    /// <summary>Scheduled, canceled, or its grace is over.</summary>
    Stopped,
}
