namespace MemberPortal.Web.Features.Demo;

/// <summary>Now and then: a jacket, a private lesson or two, a card for the kiosk, tickets for the show.</summary>
internal static class DemoShop
{
    private const int Sales = 230;

    public static void Tell(DemoClub club)
    {
        for (var i = 0; i < Sales; i++)
        {
            var member = club.Crowd[club.Chance.Next(club.Crowd.Count)];
            var on = club.Start.AddDays(club.Chance.Next(club.Today.DayNumber - club.Start.DayNumber - 1));
            if (on < member.JoinedOn)
                continue;

            club.Bill(member, on, on.AddDays(14), LinesOf(club, i, on)).LeftToChance(club);
        }
    }

    private static IReadOnlyList<SaleLine> LinesOf(DemoClub club, int i, DateOnly on)
    {
        var goods = club.Catalogue;
        var soon = on.AddDays(7);
        return (i % 5) switch
        {
            0 => [goods.Line("jacket", on, until: null)],
            1 => [goods.Line("kiosk", on, until: null)],
            2 => [goods.Line("show", soon, soon, quantity: 1 + club.Chance.Next(5))],
            3 => [goods.Line("lesson", soon, soon), goods.Line("show", soon, soon, quantity: 2)],
            _ => [goods.Line("lesson", soon, soon, quantity: 1 + club.Chance.Next(3)), goods.Line("jacket", on, until: null)],
        };
    }
}
