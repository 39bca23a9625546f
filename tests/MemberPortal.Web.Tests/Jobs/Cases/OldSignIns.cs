using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Tries of the day before yesterday, and one of just now.</summary>
internal sealed class OldSignIns : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["new try"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await TryAsync(portal, "old try");
        await TryAsync(portal, "older try");
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await TryAsync(portal, "new try");
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) =>
        await portal.WithDbAsync(db => db.ThrottledTries.OrderBy(t => t.Id).Select(t => t.Key).ToListAsync());

    private static Task TryAsync(NodesPortal portal, string key) => portal.WithDbAsync(async db =>
    {
        db.ThrottledTries.Add(new ThrottledTry { Key = key, At = portal.Clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync();
    });
}
