using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Features.PayingByLink;

/// <summary>What a pay link shows, and to whom. The portal's clock starts at 2 March 2026.</summary>
public sealed class PayLinkPageTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, Action<Invoice>> Facts = new()
    {
        ["past due"] = i => i.DueOn = Today.AddDays(-1),
        ["partially paid"] = i => i.Received = 50_000,
        ["uncollectible"] = i => i.UncollectibleOn = Today,
        ["paid"] = i => i.Received = i.Total,
        ["overpaid"] = i => i.Received = i.Total + 30_000,
        ["refunded"] = i => (i.Received, i.Refunded) = (i.Total, i.Total),
        ["processing"] = i => i.ProcessingSince = Now,
        ["disputed"] = i => i.DisputedAt = Now,
        ["awaiting act"] = i => i.ActAwaitedSince = Now,
    };

    [Theory]
    [InlineData("en", "due Friday 27 March", "Pay 1,200.00 kr", "Email for the receipt", "Pay by bank instead")]
    [InlineData("sv", "fredag 27 mars", "Betala 1 200,00 kr", "E-post för kvittot", "bank")]
    [InlineData("nb", "forfaller fredag 27. mars", "Betal 1 200,00 kr", "E-post for kvitteringen", "Betal i banken i stedet")]
    [InlineData("ru", "27 марта", "Оплатить 1 200,00 kr", "Почта для квитанции", "банк")]
    [InlineData("fr", "27 mars", "Payer 1 200,00 kr", "E-mail pour le reçu", "virement")]
    public async Task A_stranger_reads_the_invoice_in_the_language_they_choose(string language, params string[] words)
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync(language: "en"), dueOn: new(2026, 3, 27));
        using var stranger = new Visitor(portal.Address);
        var path = (await portal.PayLinkOfAsync(invoice)).AbsolutePath;

        var page = Plain(await stranger.ReadAsync($"{path}?language={language}"));
        var again = Plain(await stranger.ReadAsync(path));

        Assert.Contains($"<html lang=\"{language}\"", again, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.Contains(Kid.Grouped(invoice.Kid!), page, StringComparison.Ordinal);
        Assert.Contains("1234 56 78903", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_member_it_shows_the_name_on_the_invoice_and_nothing_else()
    {
        var member = await portal.AddMemberAsync("Kari Ukjent", email: "kari.ukjent@example.org");
        var invoice = await portal.IssueInvoiceAsync(member);
        var other = await portal.IssueInvoiceAsync(member, title: "Boots");
        await portal.AddAsync(new PaymentMethod
        {
            MemberId = member.Id,
            Kind = Billing.PaymentMethods.PaymentMethodKind.Card,
            ProviderMethodId = $"pm_{member.Id}",
            Brand = "visa",
            Last4 = "9876",
            ExpMonth = 12,
            ExpYear = 2030,
            AddedAt = Now,
        });
        using var stranger = new Visitor(portal.Address);

        using var answer = await stranger.GetAsync((await portal.PayLinkOfAsync(invoice)).PathAndQuery);
        var page = await answer.TextAsync();

        Assert.Contains("Kari Ukjent", page, StringComparison.Ordinal);
        Assert.All(
            [member.Email!, "9876", "Boots", other.Number!, "Sent to you", "/receipts", "Member "],
            word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("past due", true, "was due Sunday 1 March|Pay 1,200.00 kr")]
    [InlineData("partially paid", true, "Pay 700.00 kr|Left to pay")]
    [InlineData("uncollectible", true, "Pay 1,200.00 kr")]
    [InlineData("paid", false, "Paid <span class=\"amount\">1,200.00 kr|Thank you!")]
    [InlineData("overpaid", false, "Paid <span class=\"amount\">1,200.00 kr|Thank you!")]
    [InlineData("refunded", false, "cannot be paid right now")]
    [InlineData("processing", false, "A payment is under way")]
    [InlineData("disputed", false, "cannot be paid right now")]
    [InlineData("awaiting act", false, "cannot be paid right now")]
    public async Task A_status_says_whether_to_pay_and_not_what_concerns_the_member_alone(string facts, bool isPayable, string words)
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.ChangeAsync(invoice, Facts[facts]);
        using var stranger = new Visitor(portal.Address);

        var page = Plain(await stranger.ReadAsync((await portal.PayLinkOfAsync(invoice)).PathAndQuery));

        Assert.All(words.Split('|'), word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.Equal(isPayable, page.Contains("<button form=\"pay\"", StringComparison.Ordinal));
        Assert.Equal(isPayable, page.Contains(Kid.Grouped(invoice.Kid!), StringComparison.Ordinal));
        Assert.All(
            ["300.00 kr", "Uncollectible", "Disputed", "your bank", "sent back"],
            word => Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task It_was_paid_on_the_day_of_the_money_that_did_come_in()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.ReverseAsync(await portal.RecordAsync(invoice, 120_000));
        var money = AtTheDesk.Money("transfer", (invoice, 120_000)) with { ArrivedOn = Today.AddDays(-3) };
        await portal.RecordAsync(money, invoice.MemberId);
        using var stranger = new Visitor(portal.Address);

        var page = await stranger.ReadAsync((await portal.PayLinkOfAsync(invoice)).PathAndQuery);

        Assert.Contains(", 27 February", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_that_no_card_takes_is_paid_by_bank_and_says_so()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync(), [200]);
        using var stranger = new Visitor(portal.Address);

        var page = await stranger.ReadAsync((await portal.PayLinkOfAsync(invoice)).PathAndQuery);

        Assert.Contains("cannot be paid by card", page, StringComparison.Ordinal);
        Assert.Contains(Kid.Grouped(invoice.Kid!), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<button form=\"pay\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_owner_is_led_to_their_own_card_and_a_visitor_to_the_sign_in()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        var path = (await portal.PayLinkOfAsync(invoice)).AbsolutePath;
        using var owner = await portal.SignedInAsync(member);
        using var other = await portal.SignedInAsync(await portal.AddMemberAsync());
        using var seller = await portal.SignedInAsync(Role.Seller);
        using var visitor = new Visitor(portal.Address);
        var (own, signIn) = ($"href=\"/invoices/{invoice.Number}\"", $"href=\"/sign-in?returnUrl=/invoices/{invoice.Number}\"");

        var seen = new List<(bool, bool)>();
        foreach (var person in new[] { owner, other, seller, visitor })
        {
            var page = await person.ReadAsync(path);
            seen.Add((page.Contains(own, StringComparison.Ordinal), page.Contains(signIn, StringComparison.Ordinal)));
        }

        Assert.Equal([(true, false), (false, false), (false, false), (false, true)], seen);
    }

    [Fact]
    public async Task The_page_is_at_most_5_KB_on_the_wire()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync(language: "ru"));   // two bytes a letter
        using var stranger = new Visitor(portal.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, await portal.PayLinkOfAsync(invoice));
        request.Headers.Add("Accept-Encoding", "br");

        using var answer = await stranger.SendAsync(request);

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, 5 * 1024);
    }

    private static string Plain(string page) => page.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
