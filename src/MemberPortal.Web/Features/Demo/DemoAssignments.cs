using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What a seller gave by hand: honorary members for ever, guests until a day, some of them gone by.</summary>
internal static class DemoAssignments
{
    private const int OfEach = 4;

    public static void Tell(DemoClub club)
    {
        var season = club.Catalogue["season"];
        var ice = club.Catalogue["ice"];
        for (var i = 0; i < OfEach; i++)
        {
            Give(club, club.Crowd[i], season, validUntil: null);
            Give(club, club.Crowd[10 + i], ice, club.Today.AddDays(20 + 30 * i));
            Give(club, club.Crowd[20 + i], ice, club.Today.AddDays(-10 - 30 * i));
        }
    }

    private static void Give(DemoClub club, Member member, Product product, DateOnly? validUntil) =>
        club.Rows.Assignments.Add(new ProductAssignment
        {
            Id = club.Rows.Assignments.Count + 1,
            MemberId = member.Id,
            ProductId = product.Id,
            AssignedAt = club.SomeTime((validUntil ?? club.Today).AddDays(-200)),
            ValidUntil = validUntil,
        });
}
