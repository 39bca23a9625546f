using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Two members who are three days late with two invoices each.</summary>
internal sealed class LateInvoices : JobCase
{
    private readonly List<Member> _members = [];

    public override IReadOnlyList<string> Expected { get; } = ["1 reminder, 2 stages", "1 reminder, 2 stages"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 2; i++)
        {
            _members.Add(await portal.AddMemberAsync());
            await portal.IssueInvoiceAsync(_members[i]);
            await portal.IssueInvoiceAsync(_members[i]);
        }

        portal.Clock.Advance(TimeSpan.FromDays(14 + 3));
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => await portal.WithDbAsync(async db =>
    {
        var lines = new List<string>();
        foreach (var member in _members)
        {
            var reminders = await db.Outbox.CountAsync(m => m.MemberId == member.Id && m.Recheck!.StartsWith(ReminderRecheck.Prefix));
            var stages = await db.Reminders.CountAsync(r => r.Mail!.MemberId == member.Id && r.Stage == 1);
            lines.Add($"{reminders} reminder, {stages} stages");
        }

        return (IReadOnlyList<string>)lines;
    });
}
