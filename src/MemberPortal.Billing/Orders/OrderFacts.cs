using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Orders;

/// <summary>An order of a prepaid invoice, as far as the automatic payment asks. Business dates.</summary>
public sealed record OrderFacts
{
    public required OrderKind Kind { get; init; }

    public required DateOnly CreatedOn { get; init; }

    public required bool CreatedBySystem { get; init; }

    public required SubscriptionStanding Subscription { get; init; }

    /// <summary>The first day on which the term is over.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>The first day that is not paid for.</summary>
    public required DateOnly PaidUntil { get; init; }

    public required bool RenewsAutomatically { get; init; }

    public required int GraceDays { get; init; }
}
