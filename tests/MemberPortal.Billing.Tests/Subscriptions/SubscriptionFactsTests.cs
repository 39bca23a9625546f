using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Tests.Subscriptions;

public sealed class SubscriptionFactsTests
{
    private static readonly DateOnly Start = new(2026, 3, 1);

    // Days from the start: the trial lasts up to +10, the cancel is on +20.
    [Theory]
    [InlineData(SubscriptionStatus.Scheduled, -1)]
    [InlineData(SubscriptionStatus.Trialing, 0)]
    [InlineData(SubscriptionStatus.Trialing, 10)]
    [InlineData(SubscriptionStatus.Active, 11)]
    [InlineData(SubscriptionStatus.Active, 19)]
    [InlineData(SubscriptionStatus.Canceled, 20)]
    [InlineData(SubscriptionStatus.Canceled, 99)]
    public void A_life_from_scheduled_to_canceled(SubscriptionStatus expected, int day)
    {
        var facts = new SubscriptionFacts
        {
            StartsOn = Start,
            TrialEndsOn = Start.AddDays(10),
            CanceledOn = Start.AddDays(20),
        };

        Assert.Equal(expected, facts.StatusOn(Start.AddDays(day)));
    }
}
