using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>
/// Six mails that wait. A crash between the server's yes and our note of it repeats one under the same Message-ID, and
/// clients fold it (3-money.md): so mails are counted by it.
/// </summary>
internal sealed class WaitingMails : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["arrived: 6", "sent: 6"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 6; i++)
            await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) =>
    [
        $"arrived: {portal.Server.Accepted.Select(mail => mail.Header("Message-ID")).Distinct().Count()}",
        $"sent: {await portal.WithDbAsync(db => db.Outbox.CountAsync(m => m.SentAt != null))}",
    ];
}
