using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Demo;

public sealed class FillDemoTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_filling_that_was_cut_short_leaves_nothing_and_the_next_is_whole()
    {
        await portal.WithDbAsync(db => db.Roles.ExecuteUpdateAsync(role => role.SetProperty(r => r.Name, r => "not " + r.Name)));
        await Assert.ThrowsAsync<KeyNotFoundException>(FillAsync);   // at the accounts, when all else is in
        Assert.Equal((0, 0, 0), await CountsAsync());

        await portal.WithDbAsync(db => db.Roles.ExecuteUpdateAsync(role => role.SetProperty(r => r.Name, r => r.Name!.Substring(4))));
        await FillAsync();
        var filled = await CountsAsync();
        Assert.Equal((200, 14), (filled.Members, filled.Accounts));

        await FillAsync();
        Assert.Equal(filled, await CountsAsync());
    }

    [Fact]
    public void The_same_day_tells_the_same_history()
    {
        Assert.Equal(Told(), Told());
        Assert.NotEmpty(Told());
    }

    private Task FillAsync() => portal.RunAsync<FillDemo>(fill => fill.RunAsync(default));

    private Task<(int Members, int Invoices, int Accounts)> CountsAsync() => portal.WithDbAsync(async db =>
        (await db.Members.CountAsync(), await db.Invoices.CountAsync(), await db.Users.CountAsync()));

    private List<string> Told()
    {
        var club = DemoHistory.Tell(
            Service<BillingCalendar>(),
            Service<IOptions<OrganisationOptions>>().Value,
            Service<IOptions<InvoicingOptions>>().Value);
        foreach (var (card, i) in club.Cards.Select((card, i) => (card, i)))
            card.AtProvider = new SeededCard($"pi_{i}", $"cs_{i}", $"cus_{i}");
        club.Timeline.Play();

        return
        [
            .. club.Rows.Members.Select(m => $"{m.Number} {m.Name} {m.Email} {m.JoinedOn:O} {m.ProviderKey}"),
            .. club.Rows.Invoices.Select(i => $"{i.Number} {i.Kid} {i.MemberId} {i.Title} {i.Total} {i.Received} {i.Refunded} {i.CreatedAt:O}"),
            .. club.Rows.Payments.Select(p => $"{p.ReceiptNumber} {p.Source} {p.Amount} {p.ReceivedAt:O}"),
            .. club.Rows.Journal.Select(e => $"{e.Key} {e.HappenedAt:O} {e.Postings.Count}"),
            .. club.Rows.Log.Select(e => $"{e.InvoiceId} {e.What} {e.At:O} {e.By} {e.Comment}"),
            .. club.Rows.Attempts.Select(a => a.Id),
        ];
    }

    private T Service<T>() where T : notnull => (T)portal.Services.GetService(typeof(T))!;
}
