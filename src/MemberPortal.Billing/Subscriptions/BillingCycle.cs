namespace MemberPortal.Billing.Subscriptions;

/// <summary>When the cycles of a subscription begin (2-statuses.md, Subscription).</summary>
public static class BillingCycle
{
    /// <summary>
    /// The first day of cycle <paramref name="cycle"/>, counted from 0 at the anchor. Always reckoned from the anchor,
    /// so its day of the month is kept: 31 Jan, 28 or 29 Feb, 31 Mar. Refuses a negative cycle.
    /// </summary>
    public static DateOnly StartsOn(DateOnly anchor, BillingInterval interval, int cycle)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cycle);

        return anchor.AddMonths(checked(cycle * MonthsOf(interval)));
    }

    /// <summary>The first day of the first cycle that begins after <paramref name="day"/>.</summary>
    public static DateOnly NextAfter(DateOnly day, DateOnly anchor, BillingInterval interval)
    {
        var months = (12 * (day.Year - anchor.Year)) + day.Month - anchor.Month;
        var cycle = Math.Max(0, months / MonthsOf(interval));
        while (StartsOn(anchor, interval, cycle) <= day)
            cycle++;

        return StartsOn(anchor, interval, cycle);
    }

    private static int MonthsOf(BillingInterval interval) => interval switch
    {
        BillingInterval.Month => 1,
        BillingInterval.Quarter => 3,
        BillingInterval.Year => 12,
    };
}
