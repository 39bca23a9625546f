using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Books with a mistake, and two administrators to tell.</summary>
internal sealed class BrokenBooks : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["named: 2", "mails: 2"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        foreach (var address in (string[])["boss@club.example", "other@club.example"])
            await portal.RunAsync<InviteAccount>(invite => invite.RunAsync(new(address, "Kari Nordmann", "en", Role.Admin), byMail: false, default));
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Received, 1)));
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) =>
    [
        $"named: {await portal.WithDbAsync(db => db.ProofRuns.OrderByDescending(r => r.Id).Select(r => r.Differences.Count).FirstOrDefaultAsync())}",
        $"mails: {await portal.WithDbAsync(db => db.Outbox.CountAsync(m => m.Key.StartsWith("proof:")))}",
    ];
}
