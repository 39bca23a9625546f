using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The histories of the members one can sign in as: each shows what its account promises, and nothing else.</summary>
internal static class DemoStories
{
    public const string NothingYet = "Demo.New";

    private static readonly Dictionary<string, Action<DemoClub, Member>> ByShown = new()
    {
        ["Demo.OwesOne"] = TellOwesOne,
        ["Demo.OwesSeveral"] = TellOwesSeveral,
        ["Demo.PaidAll"] = TellPaidAll,
        ["Demo.PastDue"] = TellPastDue,
        ["Demo.CardExpires"] = (club, member) => TellIce(club, member, PaymentWay.Card, _ => true),
        ["Demo.CardExpired"] = (club, member) => TellIce(club, member, PaymentWay.Card, sale => sale.DueOn < club.Today),
        ["Demo.PartlyPaid"] = TellPartlyPaid,
        ["Demo.Overpaid"] = TellOverpaid,
        ["Demo.Refunded"] = TellRefunded,
        [NothingYet] = (_, _) => { },
        ["Demo.Subscribes"] = TellSubscribes,
        ["Demo.Balance"] = TellBalance,
    };

    public static void Tell(DemoClub club)
    {
        foreach (var person in DemoPerson.All.Where(p => p.IsMember))
            ByShown[person.Account.Shows](club, club.MemberWhoShows(person.Account.Shows));
    }

    private static void TellOwesOne(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        club.Bill(member, club.Today.AddDays(-9), club.Today.AddDays(5), Season(club, club.Today), Licence(club));
    }

    private static void TellOwesSeveral(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        Bill(club, member, "camp", daysAgo: 23);
        Bill(club, member, "jacket", daysAgo: 6);
        Bill(club, member, "lesson", daysAgo: 2);
    }

    private static void TellPaidAll(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        club.Bill(member, club.Today.AddDays(-20), club.Today.AddDays(-6), Season(club, club.Today), Licence(club))
            .Paid(PaymentWay.Card, club.Today.AddDays(-8));
    }

    /// <summary>The card said no to it, for lack of funds (DemoMethods).</summary>
    private static void TellPastDue(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        Bill(club, member, "season", daysAgo: 27).Declined(club.Today.AddDays(-3));
    }

    private static void TellPartlyPaid(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        Bill(club, member, "camp", daysAgo: 7).Received(140_000, PaymentWay.Transfer, club.Today.AddDays(-3));
    }

    private static void TellOverpaid(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        Bill(club, member, "jacket", daysAgo: 10).Received(100_000, PaymentWay.Transfer, club.Today.AddDays(-4));
    }

    private static void TellRefunded(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        var today = club.Today;
        var deposit = club.Catalogue.Line("deposit", today, today.AddDays(150));
        club.Bill(member, today.AddDays(-50), today.AddDays(-36), Season(club, today), deposit)
            .Paid(PaymentWay.Transfer, today.AddDays(-40))
            .Refunded(2, deposit.Amount, PaymentWay.Transfer, today.AddDays(-7), "refund-duty");
        var lesson = Bill(club, member, "lesson", daysAgo: 30).Paid(PaymentWay.Cash, today.AddDays(-22));
        lesson.Refunded(1, lesson.Total, PaymentWay.Cash, today.AddDays(-14), "refund-lesson");
    }

    private static void TellSubscribes(DemoClub club, Member member)
    {
        TellIce(club, member, PaymentWay.Transfer, _ => true);
        var start = club.Today.AddMonths(-11);
        var dryLand = club.Subscribe(member, "gym", start, canceledOn: start.AddMonths(6));
        DemoSubscriptions.BillCycles(club, member, "gym", dryLand, sale =>
            sale.Paid(PaymentWay.Transfer, sale.DueOn!.Value.AddDays(-3)));
    }

    private static void TellBalance(DemoClub club, Member member)
    {
        TellPaidYears(club, member);
        club.TopUp(member, club.Today.AddDays(-40), 200_000).Paid(PaymentWay.Card, club.Today.AddDays(-39));
        Bill(club, member, "lesson", daysAgo: 16).PaidFromBalance(club.Today.AddDays(-12));
        club.TopUp(member, club.Today.AddDays(-5), 50_000).Paid(PaymentWay.Transfer, club.Today.AddDays(-3));
        Bill(club, member, "jacket", daysAgo: 3);
    }

    /// <summary>Some history by card and by bank, long settled.</summary>
    private static void TellPaidYears(DemoClub club, Member member)
    {
        foreach (var (daysAgo, way) in new[] { (640, PaymentWay.Transfer), (450, PaymentWay.Card), (270, PaymentWay.Transfer), (110, PaymentWay.Card) })
            Bill(club, member, daysAgo > 300 ? "season" : "jacket", daysAgo).Paid(way, club.Today.AddDays(4 - daysAgo));
    }

    private static void TellIce(DemoClub club, Member member, PaymentWay way, Func<DemoSale, bool> isPaid)
    {
        var subscription = club.Subscribe(member, "ice", club.Today.AddMonths(-7).AddDays(3));
        DemoSubscriptions.BillCycles(club, member, "ice", subscription, sale =>
        {
            if (isPaid(sale))
                sale.Paid(way, sale.DueOn!.Value.AddDays(-8));
        });
    }

    private static DemoSale Bill(DemoClub club, Member member, string product, int daysAgo)
    {
        var on = club.Today.AddDays(-daysAgo);
        var line = product == "season" ? Season(club, on) : club.Catalogue.Line(product, on, product == "jacket" ? null : on.AddDays(150));
        return club.Bill(member, on, on.AddDays(14), line);
    }

    /// <summary>The half of the year that the day lies in.</summary>
    private static SaleLine Season(DemoClub club, DateOnly day) => day.Month <= 6
        ? club.Catalogue.Line("season", new(day.Year, 1, 1), new(day.Year, 6, 30))
        : club.Catalogue.Line("season", new(day.Year, 8, 1), new(day.Year, 12, 31));

    /// <summary>From September to August, as the federation has it.</summary>
    private static SaleLine Licence(DemoClub club)
    {
        var start = new DateOnly(club.Today.AddMonths(-8).Year, 9, 1);
        return club.Catalogue.Line("licence", start, start.AddYears(1).AddDays(-1));
    }
}
