using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Web.Data;

/// <summary>A product that bills a member again and again (2-statuses.md, Subscription).</summary>
internal sealed class Subscription
{
    public int Id { get; init; }
    public required int MemberId { get; init; }
    public required int ProductId { get; init; }
    public required BillingInterval Interval { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day of the trial.</summary>
    public DateOnly? TrialEndsOn { get; init; }

    /// <summary>The first day on which it is canceled.</summary>
    public DateOnly? CanceledOn { get; set; }

    /// <summary>The first day that is not covered any more.</summary>
    public DateOnly? PaidUntil { get; set; }

    /// <summary>The first day after its term.</summary>
    public DateOnly? ExpiresOn { get; set; }
}
