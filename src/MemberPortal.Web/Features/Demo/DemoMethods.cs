using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// How members pay: a method in every status, some of each; most have none. <see cref="SeedMethods"/> has the provider's
/// stand-in keep the cards.
/// </summary>
internal static class DemoMethods
{
    private const int OfEach = 4;

    public static void Tell(DemoClub club)
    {
        var members = new Queue<Member>(club.Crowd.Where(m => m.Email is not null).Reverse());
        Add(club, club.MemberWhoShows("Demo.PaidAll"), Confirmed);
        Add(club, club.MemberWhoShows("Demo.CardExpires"), Expiring);
        Add(club, club.MemberWhoShows("Demo.CardExpired"), Expired);
        Add(club, club.MemberWhoShows("Demo.PastDue"), LackingFunds);

        for (var i = 0; i < OfEach; i++)
        {
            Add(club, members.Dequeue(), Confirmed);
            Add(club, members.Dequeue(), NotTriedYet);
            Add(club, members.Dequeue(), Expiring);
            Add(club, members.Dequeue(), Expired);
            Add(club, members.Dequeue(), i % 2 == 0 ? Lost : SaidNoThrice);
            Add(club, members.Dequeue(), i % 2 == 0 ? ByTransfer : InCash);
            TellLackOfFunds(club, members.Dequeue());
        }
    }

    private static Method Confirmed => new() { Result = ChargeResult.Succeeded };
    private static Method NotTriedYet => new();
    private static Method Expiring => new() { Result = ChargeResult.Succeeded, LastsMonths = 0 };
    private static Method Expired => new() { Result = ChargeResult.Succeeded, LastsMonths = -1 };
    private static Method LackingFunds => new() { Result = ChargeResult.Declined, Decline = "insufficient_funds" };
    private static Method Lost => new() { Result = ChargeResult.Declined, Decline = "lost_card" };
    private static Method SaidNoThrice => new() { Result = ChargeResult.Declined, Decline = "do_not_honor", InARow = 3 };
    private static Method ByTransfer => new() { Kind = PaymentMethodKind.BankTransfer };
    private static Method InCash => new() { Kind = PaymentMethodKind.Cash };

    /// <summary>Lack of funds says something only while the invoice it happened on is unpaid.</summary>
    private static void TellLackOfFunds(DemoClub club, Member member)
    {
        var on = club.Today.AddDays(-12);
        club.Bill(member, on, on.AddDays(14), club.Catalogue.Line("kiosk", on, until: null)).Declined(club.Today.AddDays(-2));
        Add(club, member, LackingFunds);
    }

    private static void Add(DemoClub club, Member member, Method method)
    {
        var isCard = method.Kind == PaymentMethodKind.Card;
        var expiry = club.Today.AddMonths(method.LastsMonths);
        club.Rows.PaymentMethods.Add(new PaymentMethod
        {
            Id = club.Rows.PaymentMethods.Count + 1,
            MemberId = member.Id,
            Kind = method.Kind,
            AddedAt = club.SomeTime(club.Today.AddDays(-15 - club.Chance.Next(300))),
            Brand = isCard ? "visa" : null,
            Last4 = isCard ? "4242" : null,
            ExpMonth = isCard ? expiry.Month : null,
            ExpYear = isCard ? expiry.Year : null,
            LastResult = method.Result,
            LastDecline = method.Decline,
            DeclinesInARow = method.InARow,
        });
    }

    private sealed record Method
    {
        public PaymentMethodKind Kind { get; init; } = PaymentMethodKind.Card;

        /// <summary>From this month on; 0: to the end of it.</summary>
        public int LastsMonths { get; init; } = 20;

        public ChargeResult Result { get; init; }
        public string? Decline { get; init; }
        public int InARow { get; init; }
    }
}
