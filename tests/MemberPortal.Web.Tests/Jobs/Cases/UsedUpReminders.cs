using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Three invoices whose last reminder left thirty days ago.</summary>
internal sealed class UsedUpReminders : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["given up: 3", "said in their logs: 3", "booked: 0"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 3; i++)
            await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

        portal.Clock.Advance(TimeSpan.FromDays(14 + 17));
        await portal.RunJobAsync<RemindOfPastDueInvoices>();
        await portal.RunJobAsync<SendOutgoingMails>();
        await portal.RunAsync<NoteReminders>(note => note.RunAsync(default));
        portal.Clock.Advance(TimeSpan.FromDays(30));
    }

    public override Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => portal.WithDbAsync(async db => (IReadOnlyList<string>)
    [
        $"given up: {await db.Invoices.CountAsync(i => i.UncollectibleOn != null)}",
        $"said in their logs: {await db.InvoiceLog.CountAsync(e => e.What == InvoiceHappening.GivenUp)}",
        $"booked: {await db.Journal.CountAsync(e => !e.Key.EndsWith(":finalised"))}",
    ]);
}
