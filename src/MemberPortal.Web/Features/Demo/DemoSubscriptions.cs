using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>Training ice by the month, dry-land training by the quarter, lockers by the year; each cycle billed ahead.</summary>
internal static class DemoSubscriptions
{
    private const int DaysAhead = 15;
    private const int ScheduledOnes = 3;
    private const int TrialingOnes = 3;

    public static void Tell(DemoClub club)
    {
        for (var i = 0; i < club.Crowd.Count; i++)
            Tell(club, club.Crowd[i], i);
    }

    /// <summary>Bills every cycle that has come, and leaves each to <paramref name="fate"/>.</summary>
    public static void BillCycles(DemoClub club, Member member, string product, Subscription subscription, Action<DemoSale> fate)
    {
        var anchor = subscription.TrialEndsOn?.AddDays(1) ?? subscription.StartsOn;
        for (var cycle = 0; ; cycle++)
        {
            var from = BillingCycle.StartsOn(anchor, subscription.Interval, cycle);
            var next = BillingCycle.StartsOn(anchor, subscription.Interval, cycle + 1);
            if (from.AddDays(-DaysAhead) >= club.Today || from >= subscription.CanceledOn)
                return;

            var line = club.Catalogue.Line(product, from, next.AddDays(-1)) with { Subscription = subscription };
            var sale = club.Bill(member, from.AddDays(-DaysAhead), from.AddDays(-1), line);
            fate(sale);
            sale.Paid(subscription, next);
        }
    }

    private static void Tell(DemoClub club, Member member, int place)
    {
        var start = club.Start.AddDays(20 + club.Chance.Next(300));
        if (start < member.JoinedOn)
            start = member.JoinedOn.AddDays(15);

        switch (place % 8)
        {
            case 0:
                Subscribe(club, member, "ice", start);
                break;
            case 1 when place % 3 == 0:
                Subscribe(club, member, "gym", start);
                break;
            case 2 when place % 3 != 0:
                Subscribe(club, member, "locker", start);
                break;
            case 3 when place < 8 * ScheduledOnes:
                Subscribe(club, member, "ice", club.Today.AddDays(18 + place));
                break;
            case 4 when place < 8 * TrialingOnes:
                StartTrial(club, member, place);
                break;
            case 5 when place % 4 == 1:
                Subscribe(club, member, "ice", start, canceledOn: start.AddMonths(3 + club.Chance.Next(4)));
                break;
        }
    }

    private static void Subscribe(DemoClub club, Member member, string product, DateOnly start, DateOnly? canceledOn = null)
    {
        var subscription = club.Subscribe(member, product, start, canceledOn: canceledOn);
        BillCycles(club, member, product, subscription, sale => sale.LeftToChance(club));
    }

    /// <summary>A month for nothing: its invoice asks nothing and is paid when it is issued.</summary>
    private static void StartTrial(DemoClub club, Member member, int place)
    {
        var start = club.Today.AddDays(-3 - place / 2);
        var subscription = club.Subscribe(member, "ice", start, trialEndsOn: club.Today.AddDays(25 - place / 2));
        var trial = new SaleLine(club.Catalogue.Words("trial"), UnitPrice: 0, VatRate: 0)
        {
            Product = club.Catalogue["ice"],
            Subscription = subscription,
            From = start,
            Until = subscription.TrialEndsOn,
        };
        club.Bill(member, start, start, trial);
    }

    private static void Paid(this DemoSale sale, Subscription subscription, DateOnly next) => sale.WhenPaid(() =>
        subscription.PaidUntil = subscription.PaidUntil > next ? subscription.PaidUntil : next);
}
