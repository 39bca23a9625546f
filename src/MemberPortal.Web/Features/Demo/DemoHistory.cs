using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Two years of a club, told up to now: first all that happens, then, when the provider knows its card payments, the books.
/// </summary>
internal static class DemoHistory
{
    private const int Seed = 1928;

    public static DemoClub Tell(BillingCalendar calendar, OrganisationOptions organisation, InvoicingOptions invoicing)
    {
        var club = new DemoClub(calendar, organisation, invoicing, Seed);
        DemoSeasons.Tell(club);
        DemoSubscriptions.Tell(club);
        DemoShop.Tell(club);
        DemoCases.Tell(club);
        DemoStories.Tell(club);
        DemoMethods.Tell(club);
        DemoAssignments.Tell(club);
        return club;
    }
}
