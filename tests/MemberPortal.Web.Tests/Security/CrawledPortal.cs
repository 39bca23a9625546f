using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.PaymentMethods;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Security;

/// <summary>A portal with two members who have one of everything, staff, and a browser for each of them.</summary>
public sealed class CrawledPortal : SignInPortal
{
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<Person, Visitor> _people = [];

    internal Visitor this[Person person] => _people[person];

    /// <summary>Every route that the portal answers.</summary>
    internal IReadOnlyList<RouteEndpoint> Routes =>
        [.. Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct()];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (_people.Count > 0)
            return;

        var owner = await AddAccountAsync(language: "sv");
        var other = await AddAccountAsync();
        await AddThingsAsync(owner, "");
        await AddThingsAsync(other, "other ");
        _people[Person.Visitor] = Visit();
        _people[Person.Owner] = await SignedInAsync(owner);
        _people[Person.OtherMember] = await SignedInAsync(other);
        _people[Person.Seller] = await SignedInAsync(await AddAccountAsync(Role.Seller));
        _people[Person.Admin] = await SignedInAsync(await AddAccountAsync(Role.Admin));
    }

    /// <summary>The path with the ids that its words in braces stand for.</summary>
    internal string Fill(string path) =>
        _ids.Aggregate(path, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>The address of every row that belongs to a member, with whose it is.</summary>
    internal Task<List<(string Path, Person Owner)>> OwnedAsync() => WithDbAsync(async db =>
    {
        var members = await db.Members.AsNoTracking().ToDictionaryAsync(m => m.Id, m => $"{m.Number}" == _ids["member"] ? Person.Owner : Person.OtherMember);
        var invoices = await db.Invoices.Where(i => i.Number != null).Select(i => new { i.MemberId, Paths = new[] { $"/invoices/{i.Number}", $"/invoices/{i.Number}/pay" } }).ToListAsync();
        var receipts = await db.Payments.Select(p => new { MemberId = p.MemberId!.Value, Paths = new[] { $"/receipts/{p.ReceiptNumber}" } }).ToListAsync();
        var attempts = await db.ChargeAttempts.Where(a => a.PayLinkId == null).Select(a => new { a.MemberId, Paths = new[] { $"/payments/{a.Id}" } }).ToListAsync();
        var setups = await db.MethodSetups.Select(s => new { s.MemberId, Paths = new[] { $"/payment-method/setup/{s.Id}" } }).ToListAsync();
        return invoices.Concat(receipts).Concat(attempts).Concat(setups).SelectMany(row => row.Paths.Select(path => (path, members[row.MemberId]))).ToList();
    });

    private async Task AddThingsAsync(Account account, string whose)
    {
        var member = await WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == account.MemberId));
        var (open, paid) = (await IssueInvoiceAsync(member), await IssueInvoiceAsync(member));
        await Stripe.HoldWebhooksAsync();
        await Stripe.PayAsync(await OpenPaymentPageAsync(paid));
        await ComeBackAsync(paid);
        await OpenPaymentPageAsync(open);
        var draft = await AddDraftAsync(member);
        var (voided, old) = (await IssueInvoiceAsync(member), await IssueInvoiceAsync(member));
        await WithDbAsync(async db =>
        {
            await db.Invoices.Where(i => i.Id == voided.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.VoidedOn, x => x.IssuedOn));
            await db.PayLinks.Where(l => l.InvoiceId == old.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.ExpiresAt, x => x.CreatedAt));
        });
        await this.OpenSetupPageAsync(member);
        if (whose == "")
            await PutOnFileAsync(member);
        var link = await RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(
            new(account.Email!, account.Name, account.Language, Role.Member, account.MemberId), byMail: true, default));

        var byHand = await this.RecordAsync(await IssueInvoiceAsync(member), 100_000);
        var (taken, over) = (await this.ShowReceiptAsync(byHand), await this.ShowReceiptAsync(byHand));
        await WithDbAsync(db => db.ReceiptLinks.Where(l => l.TokenHash == SecretToken.HashOf(over)).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.ExpiresAt, Clock.GetUtcNow().UtcDateTime)));
        if (whose != "")
            await RunAsync<RemovePaymentMethod>(remove => remove.RunAsync(member.Id, byStaff: null, default));   // cash made it Manual

        _ids[$"{whose}hand receipt"] = byHand;
        _ids[$"{whose}receipt link"] = taken;
        _ids[$"{whose}old receipt link"] = over;
        _ids[$"{whose}invoice"] = open.Number!;
        _ids[$"{whose}paid"] = paid.Number!;
        _ids[$"{whose}row"] = open.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids[$"{whose}draft"] = draft.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids[$"{whose}kid"] = open.Kid!;
        _ids[$"{whose}receipt"] = (await PaymentsAsync(paid)).Single().ReceiptNumber;
        _ids[$"{whose}finished"] = (await AttemptsAsync(paid)).Single().Id;
        _ids[$"{whose}attempt"] = (await AttemptsAsync(open)).Single().Id;
        _ids[$"{whose}setup"] = (await this.SetupsAsync(member)).Single().Id;
        _ids[$"{whose}member"] = member.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids[$"{whose}mail"] = (await MailsToAsync(member))[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ids[$"{whose}pay link"] = await PayLinkAsync(open);
        _ids[$"{whose}paid pay link"] = await PayLinkAsync(paid);
        _ids[$"{whose}void pay link"] = await PayLinkAsync(voided);
        _ids[$"{whose}old pay link"] = await PayLinkAsync(old);
        _ids[$"{whose}link"] = link.Address.Segments[^1];
        _ids[$"{whose}attempt by link"] = await BeginByLinkAsync(await IssueInvoiceAsync(member));
    }

    /// <summary>By somebody without an account.</summary>
    private async Task<string> BeginByLinkAsync(Invoice invoice)
    {
        using var stranger = Visit();
        (await stranger.PostAsync((await PayLinkOfAsync(invoice)).AbsolutePath)).Dispose();
        return (await AttemptsAsync(invoice)).Single().Id;
    }

    private async Task<string> PayLinkAsync(Invoice invoice) => (await PayLinkOfAsync(invoice)).Segments[^1];
}
