using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The histories of the members one can sign in as: each shows what its account promises, and nothing else.</summary>
internal static class DemoStories
{
    public static void Tell(DemoClub club)
    {
        foreach (var member in club.Rows.Members)
        {
            if (DemoAccounts.OfMember(member) is { Story: { } story })
                Tell(club, member, story);
        }
    }

    private static void Tell(DemoClub club, Member member, DemoStory story)
    {
        switch (story)
        {
            case DemoStory.OwesOne:
                TellPaidYears(club, member);
                club.Bill(member, club.Today.AddDays(-9), club.Today.AddDays(5), Season(club), Licence(club));
                break;
            case DemoStory.OwesSeveralOneLate:
                TellPaidYears(club, member);
                Bill(club, member, "camp", daysAgo: 23);
                Bill(club, member, "jacket", daysAgo: 6);
                Bill(club, member, "lesson", daysAgo: 2);
                break;
            case DemoStory.AllPaid:
                TellPaidYears(club, member);
                club.Bill(member, club.Today.AddDays(-20), club.Today.AddDays(-6), Season(club), Licence(club))
                    .Paid(PaymentWay.Card, club.Today.AddDays(-8));
                break;
            case DemoStory.NothingYet:
                break;
            case DemoStory.PartiallyPaid:
                TellPaidYears(club, member);
                Bill(club, member, "camp", daysAgo: 7).Received(140_000, PaymentWay.Transfer, club.Today.AddDays(-3));
                break;
            case DemoStory.Overpaid:
                TellPaidYears(club, member);
                Bill(club, member, "jacket", daysAgo: 10).Received(100_000, PaymentWay.Transfer, club.Today.AddDays(-4));
                break;
            case DemoStory.ExpiredCard:
                TellSubscription(club, member, PaymentWay.Card, sale => sale.DueOn < club.Today);
                break;
            case DemoStory.ExpiringCard:
                TellSubscription(club, member, PaymentWay.Card, _ => true);
                break;
            case DemoStory.BalanceAndTopUp:
                TellPaidYears(club, member);
                club.TopUp(member, club.Today.AddDays(-40), 200_000).Paid(PaymentWay.Card, club.Today.AddDays(-39));
                Bill(club, member, "lesson", daysAgo: 16).PaidFromBalance(club.Today.AddDays(-12));
                club.TopUp(member, club.Today.AddDays(-5), 50_000).Paid(PaymentWay.Transfer, club.Today.AddDays(-3));
                Bill(club, member, "jacket", daysAgo: 3);
                break;
            case DemoStory.CanceledSubscription:
                TellSubscription(club, member, PaymentWay.Transfer, _ => true, canceledOn: club.Today.AddDays(-25));
                break;
            case DemoStory.Refunded:
                TellPaidYears(club, member);
                TellRefund(club, member);
                break;
            case DemoStory.LacksFunds:
                TellPaidYears(club, member);
                Bill(club, member, "lesson", daysAgo: 17).Declined(club.Today.AddDays(-3));
                break;
        }
    }

    /// <summary>Some history by card and by bank, long settled.</summary>
    private static void TellPaidYears(DemoClub club, Member member)
    {
        foreach (var (daysAgo, way) in new[] { (640, PaymentWay.Transfer), (450, PaymentWay.Card), (270, PaymentWay.Transfer), (110, PaymentWay.Card) })
            Bill(club, member, daysAgo > 300 ? "season" : "jacket", daysAgo).Paid(way, club.Today.AddDays(4 - daysAgo));
    }

    private static void TellSubscription(
        DemoClub club, Member member, PaymentWay way, Func<DemoSale, bool> isPaid, DateOnly? canceledOn = null)
    {
        var subscription = club.Subscribe(member, "ice", club.Today.AddMonths(-7).AddDays(3), canceledOn: canceledOn);
        DemoSubscriptions.BillCycles(club, member, "ice", subscription, sale =>
        {
            if (isPaid(sale))
                sale.Paid(way, sale.DueOn!.Value.AddDays(-8));
        });
    }

    private static void TellRefund(DemoClub club, Member member)
    {
        var today = club.Today;
        club.Bill(member, today.AddDays(-50), today.AddDays(-36), Season(club), club.Catalogue.Line("deposit", today, today.AddDays(150)))
            .Paid(PaymentWay.Transfer, today.AddDays(-40))
            .Refunded(2, club.Catalogue["deposit"].Price, PaymentWay.Transfer, today.AddDays(-7), "refund-duty");
        var lesson = Bill(club, member, "lesson", daysAgo: 30).Paid(PaymentWay.Cash, today.AddDays(-22));
        lesson.Refunded(1, lesson.Total, PaymentWay.Cash, today.AddDays(-14), "refund-lesson");
    }

    private static DemoSale Bill(DemoClub club, Member member, string product, int daysAgo)
    {
        var on = club.Today.AddDays(-daysAgo);
        return club.Bill(member, on, on.AddDays(14), club.Catalogue.Line(product, on, product == "jacket" ? null : on.AddDays(150)));
    }

    private static SaleLine Season(DemoClub club) =>
        club.Catalogue.Line("season", club.Today.AddDays(-30), club.Today.AddDays(120));

    private static SaleLine Licence(DemoClub club) =>
        club.Catalogue.Line("licence", club.Today.AddDays(-30), club.Today.AddDays(334));
}
