using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// An invoice in every status and extra status as it stands today, some of each. Disputed, Processing and ActionRequired
/// are left out: they say that the provider has something under way, and it has nothing.
/// </summary>
internal static class DemoCases
{
    private const int OfEach = 3;

    public static void Tell(DemoClub club)
    {
        var members = new Queue<Member>(club.Crowd.Where(m => m.Email is not null && m.JoinedOn < club.Today.AddDays(-200)));
        foreach (var tell in All)
        {
            for (var i = 0; i < OfEach; i++)
                tell(club, members.Dequeue(), i);
        }
    }

    private static IReadOnlyList<Action<DemoClub, Member, int>> All =>
    [
        Draft, Discarded, Open, WithoutDueDate, PastDue, GivenUp, Voided, Refunded, PartiallyRefunded, RefundUnderWay,
        PartiallyPaid, PartiallyPaidAndLate, Overpaid, PaidFromBalance, AwaitingAct, Unallocated,
    ];

    /// <summary>Younger than the hour after which drafts go out by themselves.</summary>
    private static void Draft(DemoClub club, Member member, int i)
    {
        var at = club.Now.AddMinutes(-4 - 11 * i);
        club.Timeline.At(at, () => MakeDraft(club, member, at));
    }

    private static void Discarded(DemoClub club, Member member, int i)
    {
        var at = club.SomeTime(club.Today.AddDays(-6 - 9 * i));
        Invoice? draft = null;
        club.Timeline.At(at, () => draft = MakeDraft(club, member, at));
        var discardedAt = at.AddMinutes(12);
        club.Timeline.At(discardedAt, () =>
            club.Books.Discard(draft!, discardedAt, DemoPerson.Seller.Name, club.Catalogue.Words("discarded")));
    }

    private static void Open(DemoClub club, Member member, int i) => Bill(club, member, "lesson", daysAgo: 2 + i);

    private static void WithoutDueDate(DemoClub club, Member member, int i)
    {
        var on = club.Today.AddDays(-5 - i);
        club.Bill(member, on, dueOn: null, club.Catalogue.Line("jacket", on, until: null));
    }

    private static void PastDue(DemoClub club, Member member, int i) => Bill(club, member, "lesson", daysAgo: 20 + 5 * i);

    private static void GivenUp(DemoClub club, Member member, int i)
    {
        var sale = Bill(club, member, "jacket", daysAgo: 75 + 20 * i);
        sale.GivenUp(sale.DueOn!.Value.AddDays(DemoFates.DaysUntilGivenUp));
    }

    private static void Voided(DemoClub club, Member member, int i) =>
        Bill(club, member, "lesson", daysAgo: 30 + i).Voided(club.Today.AddDays(-26), "voided-twin");

    private static void Refunded(DemoClub club, Member member, int i)
    {
        var sale = Bill(club, member, "lesson", daysAgo: 40 + i).Paid(PaymentWay.Transfer, club.Today.AddDays(-30));
        sale.Refunded(1, sale.Total, PaymentWay.Transfer, club.Today.AddDays(-12 - i), "refund-lesson");
    }

    private static void PartiallyRefunded(DemoClub club, Member member, int i)
    {
        var sale = Bill(club, member, "camp", daysAgo: 45 + i).Paid(PaymentWay.Transfer, club.Today.AddDays(-35));
        sale.Refunded(1, sale.Total / 2, PaymentWay.Transfer, club.Today.AddDays(-15 - i), "refund-camp");
    }

    private static void RefundUnderWay(DemoClub club, Member member, int i)
    {
        var sale = Bill(club, member, "lesson", daysAgo: 25 + i).Paid(PaymentWay.Transfer, club.Today.AddDays(-14));
        sale.RefundDecided(1, sale.Total, club.Today.AddDays(-1));
    }

    private static void PartiallyPaid(DemoClub club, Member member, int i) =>
        Bill(club, member, "camp", daysAgo: 5 + i).Received(100_000, PaymentWay.Transfer, club.Today.AddDays(-2));

    private static void PartiallyPaidAndLate(DemoClub club, Member member, int i) =>
        Bill(club, member, "camp", daysAgo: 24 + i).Received(150_000, PaymentWay.Cash, club.Today.AddDays(-11));

    private static void Overpaid(DemoClub club, Member member, int i)
    {
        var sale = Bill(club, member, "jacket", daysAgo: 12 + i);
        sale.Received(sale.Total + 10_100 + 2_500 * i, PaymentWay.Transfer, club.Today.AddDays(-4 - i));
    }

    private static void PaidFromBalance(DemoClub club, Member member, int i)
    {
        club.TopUp(member, club.Today.AddDays(-33), 150_000).Paid(PaymentWay.Transfer, club.Today.AddDays(-29));
        Bill(club, member, "lesson", daysAgo: 15 + i).PaidFromBalance(club.Today.AddDays(-9));
    }

    private static void AwaitingAct(DemoClub club, Member member, int i)
    {
        var on = club.Today.AddDays(-4 - i);
        club.Bill(member, on, dueOn: null, club.Catalogue.Line("lesson", on, on, quantity: 4)).AwaitingAct();
    }

    private static void Unallocated(DemoClub club, Member member, int i)
    {
        var at = club.SomeTime(club.Today.AddDays(-8 - 3 * i));
        club.Timeline.At(at, () => club.Books.ReceiveUnallocated(member, 45_000, at, DemoPerson.Seller.Name));
    }

    /// <summary>Due 14 days after it was sent.</summary>
    private static DemoSale Bill(DemoClub club, Member member, string product, int daysAgo)
    {
        var on = club.Today.AddDays(-daysAgo);
        return club.Bill(member, on, on.AddDays(14), club.Catalogue.Line(product, on, product == "jacket" ? null : on.AddDays(60)));
    }

    private static Invoice MakeDraft(DemoClub club, Member member, DateTime at) => club.Books.Draft(
        member,
        InvoiceKind.Invoice,
        [
            club.Catalogue.Line("lesson", club.Today.AddDays(4), club.Today.AddDays(4)),
            club.Catalogue.Line("kiosk", club.Today, until: null),
        ],
        club.Today.AddDays(14),
        at,
        DemoPerson.Seller.Name);
}
