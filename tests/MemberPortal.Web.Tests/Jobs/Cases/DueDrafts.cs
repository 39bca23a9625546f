using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Three drafts an hour old.</summary>
internal sealed class DueDrafts : JobCase
{
    public override IReadOnlyList<string> Expected { get; } =
        ["2026-00001 1 entry, 1 mail", "2026-00002 1 entry, 1 mail", "2026-00003 1 entry, 1 mail", "last number: 3"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 3; i++)
            await portal.AddDraftAsync(await portal.AddMemberAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => await portal.WithDbAsync(async db =>
    {
        var numbers = await db.Invoices.Where(i => i.Number != null).OrderBy(i => i.Number).Select(i => i.Number!).ToListAsync();
        var lines = new List<string>();
        foreach (var number in numbers)
        {
            var entries = await db.Journal.CountAsync(e => e.Key == $"invoice:{number}:finalised");
            var mails = await db.Outbox.CountAsync(m => m.Key == $"invoice:{number}");
            lines.Add($"{number} {entries} entry, {mails} mail");
        }

        return (IReadOnlyList<string>)[.. lines, $"last number: {await db.NumberSeries.Where(s => s.Series == NumberSeries.Invoices).Select(s => s.Last).SumAsync()}"];
    });
}
