using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// A small club whose clock a journey may move. Wherever and whenever the tests run, it lives in a zone in which it is
/// between ten and eleven in the morning, so hours that are quiet or decent are so in every run.
/// </summary>
public sealed class NightShiftClub : SmallClub
{
    /// <summary>A member who owes one invoice, and whose next one is a draft.</summary>
    internal Person Drafted { get; private set; } = null!;

    private protected override int MembersALanguage => 3;

    private protected override IEnumerable<string> Settings => [.. base.Settings, $"--Organisation:TimeZone={ZoneAtTen(Now)}"];

    private protected override async Task FoundMoreAsync(IServiceProvider services)
    {
        Drafted = Member("en");
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        db.Invoices.Add(DraftFor(await db.Members.SingleAsync(m => m.Email == Drafted.Email)));
        await db.SaveChangesAsync();
    }

    /// <summary>One of the zones of whole hours, whose names count to the west: "Etc/GMT-1" is an hour ahead.</summary>
    private static string ZoneAtTen(DateTime utc)
    {
        var ahead = 10 - utc.Hour;
        return $"Etc/GMT{(ahead < -12 ? -ahead - 24 : -ahead):+0;-0;+0}";
    }
}
