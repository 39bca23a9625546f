using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Receipts shown as a code, two of them so long ago that their links are over.</summary>
internal sealed class OldReceiptLinks : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["opens until 2026-05-01"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        var receipt = await portal.RecordAsync(await portal.IssueInvoiceAsync(await portal.AddMemberAsync()), 120_000);
        await portal.ShowReceiptAsync(receipt);
        await portal.ShowReceiptAsync(receipt);
        portal.Clock.Advance(TimeSpan.FromDays(30));
        await portal.ShowReceiptAsync(receipt);
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => await portal.WithDbAsync(
        async db => (await db.ReceiptLinks.OrderBy(l => l.Id).Select(l => l.ExpiresAt).ToListAsync()).ConvertAll(at => $"opens until {at:yyyy-MM-dd}"));
}
