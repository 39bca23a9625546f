namespace MemberPortal.Billing.Subscriptions;

/// <summary>All that a subscription's status depends on (2-statuses.md, Subscription). Business dates.</summary>
public sealed record SubscriptionFacts
{
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of the trial.</summary>
    public required DateOnly? TrialEndsOn { get; init; }

    /// <summary>The first day on which it is canceled, or after a term that ended without renewal.</summary>
    public required DateOnly? CanceledOn { get; init; }

    /// <summary>The day from which paid cycles count: the start, or the day after the trial.</summary>
    public DateOnly Anchor => TrialEndsOn?.AddDays(1) ?? StartsOn;

    /// <summary>
    /// The status on <paramref name="today"/>. The first row that fits decides:
    /// <code>
    /// day                        status
    /// on or after the cancel     Canceled
    /// before the start           Scheduled
    /// up to the trial's last     Trialing
    /// any other                  Active
    /// </code>
    /// </summary>
    public SubscriptionStatus StatusOn(DateOnly today) => this switch
    {
        _ when today >= CanceledOn => SubscriptionStatus.Canceled,
        _ when today < StartsOn => SubscriptionStatus.Scheduled,
        _ when today <= TrialEndsOn => SubscriptionStatus.Trialing,
        _ => SubscriptionStatus.Active,
    };
}
