using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The year of a skating club: fees in August and January, licences in September, camp in June.</summary>
internal static class DemoSeasons
{
    private const double Skates = 0.9;
    private const double Competes = 0.72;
    private const double GoesToCamp = 0.24;
    private const double HelpsInKiosk = 0.18;

    public static void Tell(DemoClub club)
    {
        for (var year = club.Start.Year; year <= club.Today.Year; year++)
        {
            foreach (var member in club.Crowd)
                TellYear(club, member, year);
        }
    }

    private static void TellYear(DemoClub club, Member member, int year)
    {
        var spring = Line(club, "season", new(year, 1, 1), new(year, 6, 30));
        var autumn = Line(club, "season", new(year, 8, 1), new(year, 12, 31));
        var licence = Line(club, "licence", new(year, 9, 1), new(year + 1, 8, 31));
        var camp = Line(club, "camp", new(year, 6, 22), new(year, 6, 26));

        Ask(club, member, Skates, new(year, 1, 4), spring);
        Ask(club, member, GoesToCamp, new(year, 5, 20), camp);
        Ask(club, member, Skates, new(year, 8, 8), autumn);
        Ask(club, member, Competes, new(year, 9, 3), licence);
        TellDuty(club, member, year);
    }

    private static void Ask(DemoClub club, Member member, double share, DateOnly from, SaleLine line)
    {
        var on = from.AddDays(club.Chance.Next(5));
        if (club.Happens(share) && IsTold(club, member, on))
            club.Bill(member, on, on.AddDays(club.Chance.Next(14, 22)), line).LeftToChance(club);
    }

    /// <summary>A deposit in October, sent back when the duty in the kiosk is done.</summary>
    private static void TellDuty(DemoClub club, Member member, int year)
    {
        var on = new DateOnly(year, 10, 1).AddDays(club.Chance.Next(12));
        if (!club.Happens(HelpsInKiosk) || !IsTold(club, member, on))
            return;

        var deposit = club.Catalogue["deposit"].Price;
        var sale = club.Bill(member, on, on.AddDays(14), Line(club, "deposit", on, new(year + 1, 4, 30)))
            .Paid(PaymentWay.Transfer, on.AddDays(club.Chance.Next(2, 12)));
        if (club.Happens(0.7))
            sale.Refunded(1, deposit, PaymentWay.Transfer, on.AddDays(club.Chance.Next(40, 150)), "refund-duty");
    }

    private static bool IsTold(DemoClub club, Member member, DateOnly on) =>
        on >= club.Start && on >= member.JoinedOn && on < club.Today;

    private static SaleLine Line(DemoClub club, string product, DateOnly from, DateOnly until) =>
        club.Catalogue.Line(product, from, until);
}
