using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Browser.Tests.Support;

/// <summary>A small club whose clock a journey may move, and where it is ten o'clock at first.</summary>
public sealed class NightShiftClub : SmallClub
{
    /// <summary>A member who owes one invoice, and whose next one is a draft.</summary>
    internal Person Drafted { get; private set; } = null!;

    private protected override int MembersALanguage => 3;

    private protected override async Task FoundMoreAsync(IServiceProvider services)
    {
        Drafted = Member("en");
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        db.Invoices.Add(DraftFor(await db.Members.SingleAsync(m => m.Email == Drafted.Email)));
        await db.SaveChangesAsync();
    }
}
