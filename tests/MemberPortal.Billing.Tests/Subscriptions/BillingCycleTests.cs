using System.Globalization;
using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Tests.Subscriptions;

public sealed class BillingCycleTests
{
    [Theory, Trait("Fault", "F30")]
    [InlineData("2026-01-31", BillingInterval.Month, 0, "2026-01-31")]
    [InlineData("2026-01-31", BillingInterval.Month, 1, "2026-02-28")]
    [InlineData("2028-01-31", BillingInterval.Month, 1, "2028-02-29")]
    [InlineData("2026-01-31", BillingInterval.Month, 2, "2026-03-31")]
    [InlineData("2026-01-31", BillingInterval.Month, 3, "2026-04-30")]
    [InlineData("2026-01-31", BillingInterval.Month, 12, "2027-01-31")]
    [InlineData("2025-11-30", BillingInterval.Quarter, 1, "2026-02-28")]
    [InlineData("2025-11-30", BillingInterval.Quarter, 2, "2026-05-30")]
    [InlineData("2024-02-29", BillingInterval.Year, 1, "2025-02-28")]
    [InlineData("2024-02-29", BillingInterval.Year, 4, "2028-02-29")]
    public void A_cycle_keeps_the_day_of_its_anchor(string anchor, BillingInterval interval, int cycle, string start) =>
        Assert.Equal(Day(start), BillingCycle.StartsOn(Day(anchor), interval, cycle));

    [Theory]
    [InlineData("2026-01-31", BillingInterval.Month, "2025-06-01", "2026-01-31")]
    [InlineData("2026-01-31", BillingInterval.Month, "2026-01-30", "2026-01-31")]
    [InlineData("2026-01-31", BillingInterval.Month, "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-31", BillingInterval.Month, "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-31", BillingInterval.Month, "2027-01-30", "2027-01-31")]
    [InlineData("2025-11-30", BillingInterval.Quarter, "2026-02-01", "2026-02-28")]
    [InlineData("2024-02-29", BillingInterval.Year, "2027-12-31", "2028-02-29")]
    public void The_next_cycle_begins_after_the_day_asked_about(string anchor, BillingInterval interval, string day, string start) =>
        Assert.Equal(Day(start), BillingCycle.NextAfter(Day(day), Day(anchor), interval));

    [Fact]
    public void A_cycle_before_the_anchor_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => BillingCycle.StartsOn(new(2026, 1, 31), BillingInterval.Month, -1));

    [Theory]
    [InlineData(null, "2026-01-31")]
    [InlineData("2026-02-28", "2026-03-01")]
    public void With_a_trial_the_anchor_is_the_day_after_it(string? trialEnds, string anchor)
    {
        var facts = new SubscriptionFacts
        {
            StartsOn = new(2026, 1, 31),
            TrialEndsOn = trialEnds is null ? null : Day(trialEnds),
            CanceledOn = null,
        };

        Assert.Equal(Day(anchor), facts.Anchor);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
