using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Support;

/// <summary>The invariants of 5-quality.md, over everything a database holds.</summary>
internal static class BooksOf
{
    /// <summary>A test's mails and attempts may wait for as long as they like.</summary>
    public static async Task AssertProvenAsync(PortalDbContext db) =>
        Assert.Empty(await db.DifferencesAsync(DateTime.UnixEpoch, default));
}
