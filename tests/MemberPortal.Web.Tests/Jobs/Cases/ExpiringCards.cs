using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Three cards whose last day has passed.</summary>
internal sealed class ExpiringCards : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["mails: 3", "told: 3"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 3; i++)
            await portal.PutOnFileAsync(await portal.AddMemberAsync());

        await portal.WithDbAsync(db => db.PaymentMethods.ExecuteUpdateAsync(set => set.SetProperty(m => m.ExpYear, 2026).SetProperty(m => m.ExpMonth, 2)));
    }

    public override Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => portal.WithDbAsync(async db => (IReadOnlyList<string>)
    [
        $"mails: {await db.Outbox.CountAsync(m => m.Key.StartsWith("method:"))}",
        $"told: {await db.MethodNotices.CountAsync()}",
    ]);
}
