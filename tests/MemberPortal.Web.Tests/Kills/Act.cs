using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.Jobs;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>
/// Something that people or the machine do, to its end. Whoever was cut short does it again from the beginning, as people do;
/// what must have come of it, however often it was begun, is <see cref="Expected"/>.
/// </summary>
internal abstract class Act
{
    private const string Password = "a quiet lake at dusk";

    /// <summary>Charges that succeeded at the provider; receipts; mails of any kind to the member, counted by Message-ID; methods on file.</summary>
    public abstract (int Charges, int Receipts, int Mails, int Methods) Expected { get; }

    protected Member Member { get; private set; } = null!;

    public virtual async Task ArrangeAsync(NodesPortal portal) => Member = await portal.AddMemberAsync();

    public abstract Task DoAsync(NodesPortal portal, LivePortal live);

    protected async Task AddAccountAsync(NodesPortal portal)
    {
        await portal.RunAsync<InviteAccount>(invite => invite.RunAsync(new(Member.Email!, Member.Name, "en", Role.Member, Member.Id), byMail: false, default));
        var hash = new PasswordHasher<Account>().HashPassword(null!, Password);
        await portal.WithDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash)));
    }

    protected Task SignInAsync(LivePortal live) =>
        live.Browser.PostAsync("/sign-in", "/sign-in", ("Email", Member.Email!), ("Password", Password));

    /// <summary>Follows a redirect to the provider's page, fills it in, and comes back.</summary>
    protected static async Task FillInAsync(NodesPortal portal, LivePortal live, Seen led)
    {
        if (led.Location is { IsAbsoluteUri: true } page && await portal.Stripe.PayAsync(page) is { } back)
            await live.Browser.GetAsync(back.PathAndQuery);
    }
}

/// <summary>Somebody pays an invoice by its link, on the provider's page.</summary>
internal sealed class PaysByLink : Act
{
    private Uri _link = null!;

    public override (int, int, int, int) Expected => (1, 1, 2, 0);

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await base.ArrangeAsync(portal);
        _link = await portal.PayLinkOfAsync(await portal.IssueInvoiceAsync(Member));
    }

    public override async Task DoAsync(NodesPortal portal, LivePortal live)
    {
        await FillInAsync(portal, live, await live.Browser.PostAsync(_link.AbsolutePath, _link.AbsolutePath));
        await live.PassAsync(0);
    }
}

/// <summary>A member pays with the card on file, in one tap.</summary>
internal sealed class TapsCardOnFile : Act
{
    private Invoice _invoice = null!;

    public override (int, int, int, int) Expected => (1, 1, 2, 1);

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await base.ArrangeAsync(portal);
        await AddAccountAsync(portal);
        await portal.PutOnFileAsync(Member);
        _invoice = await portal.IssueInvoiceAsync(Member);
    }

    public override async Task DoAsync(NodesPortal portal, LivePortal live)
    {
        await SignInAsync(live);
        var page = $"/invoices/{_invoice.Number}";
        var led = await live.Browser.PostAsync(page, page, CardButton.On((await live.Browser.GetAsync(page)).Body));
        if (led.Location is { IsAbsoluteUri: false } result)
            await live.Browser.GetAsync(result.OriginalString);
        await live.PassAsync(0);
    }
}

/// <summary>A member puts another card in the place of the one on file.</summary>
internal sealed class ReplacesCard : Act
{
    public override (int, int, int, int) Expected => (0, 0, 0, 1);

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await base.ArrangeAsync(portal);
        await AddAccountAsync(portal);
        await portal.PutOnFileAsync(Member, "pm_card_mastercard");
    }

    public override async Task DoAsync(NodesPortal portal, LivePortal live)
    {
        await SignInAsync(live);
        await FillInAsync(portal, live, await live.Browser.PostAsync("/payment-method", "/payment-method"));
        await live.PassAsync(0);
    }
}

/// <summary>The provider reports a payment whose payer closed the tab, and again whatever was not acknowledged.</summary>
internal sealed class ProviderReports : Act
{
    private readonly HashSet<string> _acknowledged = [];

    public override (int, int, int, int) Expected => (1, 1, 2, 0);

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await base.ArrangeAsync(portal);
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(await portal.IssueInvoiceAsync(Member)));
    }

    public override async Task DoAsync(NodesPortal portal, LivePortal live)
    {
        foreach (var report in await portal.Stripe.ListAsync("events"))
        {
            if (!_acknowledged.Contains((string)report["id"]!) && await SignedReport.SendAsync(live, report, portal.Clock))
                _acknowledged.Add((string)report["id"]!);
        }

        await live.PassAsync(0);
    }
}

/// <summary>A draft's hour is over: it is issued and its mail leaves.</summary>
internal sealed class DraftLeaves : Act
{
    public override (int, int, int, int) Expected => (0, 0, 1, 0);

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        await base.ArrangeAsync(portal);
        await portal.AddDraftAsync(Member);
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
    }

    public override Task DoAsync(NodesPortal portal, LivePortal live) => live.PassAsync(0);
}
