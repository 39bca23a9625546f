using System.Net;
using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Features.Invoices;

/// <summary>One invoice as its member sees it. The portal's clock stands at 2 March 2026.</summary>
public sealed class InvoicePageTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, Action<Invoice>> Facts = new()
    {
        ["open"] = _ => { },
        ["past due"] = i => i.DueOn = Today.AddDays(-1),
        ["no due date"] = i => i.DueOn = null,
        ["partially paid"] = i => i.Received = 50_000,
        ["paid"] = i => i.Received = i.Total,
        ["overpaid"] = i => i.Received = i.Total + 30_000,
        ["void"] = i => i.VoidedOn = Today,
        ["uncollectible"] = i => i.UncollectibleOn = Today,
        ["refunded"] = i => (i.Received, i.Refunded) = (i.Total, i.Total),
        ["partially refunded"] = i => (i.Received, i.Refunded) = (i.Total, 20_000),
        ["refund under way"] = i => (i.Received, i.RefundStartedAt) = (i.Total, Now),
        ["processing"] = i => i.ProcessingSince = Now,
        ["disputed"] = i => i.DisputedAt = Now,
        ["action required"] = i => i.ActionRequiredAt = Now,
        ["awaiting act"] = i => (i.ActAwaitedSince, i.DueOn) = (Now, null),
    };

    public static TheoryData<string, string, bool, string> Variants => new()
    {
        { "open", "en", true, "Open|due Friday 27 March|Pay 1,200.00 kr|Pay by bank instead" },
        { "open", "nb", true, "Til betaling|forfaller fredag 27. mars|Betal 1 200,00 kr|Betal i banken i stedet" },
        { "past due", "en", true, "Past due|was due Sunday 1 March" },
        { "past due", "sv", true, "Förfallen|förföll söndag 1 mars" },
        { "no due date", "en", true, "no due date" },
        { "no due date", "ru", true, "без срока оплаты" },
        { "partially paid", "en", true, "left to pay|700.00 kr|500.00 kr of 1,200.00 kr received|Pay 700.00 kr" },
        { "partially paid", "fr", true, "reste à payer|500,00 kr sur 1 200,00 kr reçus|Payer 700,00 kr" },
        { "paid", "en", false, "Paid|there is nothing to pay" },
        { "paid", "ru", false, "Оплачен|платить ничего не нужно" },
        { "overpaid", "en", false, "Overpaid|300.00 kr more than we asked for|Too much" },
        { "overpaid", "sv", false, "Överbetald|300,00 kr mer än vi bad om|För mycket" },
        { "void", "en", false, "Void|The treasurer canceled this invoice on 2 March|<del>1,200.00 kr</del>" },
        { "void", "nb", false, "Annullert|Kassereren annullerte fakturaen den 2. mars" },
        { "uncollectible", "en", true, "Uncollectible|you still can" },
        { "uncollectible", "fr", true, "Irrécouvrable|c’est encore possible" },
        { "refunded", "en", false, "Refunded|has been sent back to you" },
        { "refunded", "ru", false, "Средства возвращены|вам возвращены" },
        { "partially refunded", "en", false, "Partially refunded|200.00 kr of it has been sent back" },
        { "partially refunded", "sv", false, "Delvis återbetald|200,00 kr av det har återbetalats" },
        { "refund under way", "en", false, "Refund under way|on its way back to you" },
        { "refund under way", "nb", false, "Refusjon underveis|på vei tilbake til deg" },
        { "processing", "en", false, "Payment processing|The payment is under way" },
        { "processing", "fr", false, "Paiement en cours|Le paiement est en cours" },
        { "disputed", "en", false, "Disputed|Your bank is looking into this payment" },
        { "disputed", "ru", false, "Оспаривается|банк разбирается" },
        { "action required", "en", true, "Confirmation needed|wants you to confirm" },
        { "action required", "sv", true, "Bekräftelse krävs|vill att du bekräftar" },
        { "awaiting act", "en", false, "Awaiting delivery confirmation|due date not set yet" },
        { "awaiting act", "nb", false, "Venter på bekreftet leveranse|forfallsdato ikke satt ennå" },
    };

    [Theory, MemberData(nameof(Variants))]
    public async Task A_status_says_itself_why_and_whether_to_pay(string facts, string language, bool isPayable, string words)
    {
        var member = await portal.AddMemberAsync(language: language);
        var invoice = await portal.IssueInvoiceAsync(member, dueOn: new(2026, 3, 27));
        await portal.ChangeAsync(invoice, Facts[facts]);
        using var visitor = await portal.SignedInAsync(member);

        var page = Plain(await visitor.ReadAsync($"/invoices/{invoice.Number}"));

        Assert.All(words.Split('|'), word => Assert.Contains(word, page, StringComparison.Ordinal));
        Assert.Equal(isPayable, page.Contains($"action=\"/invoices/{invoice.Number}/pay\"", StringComparison.Ordinal));
        Assert.Equal(isPayable, page.Contains(Kid.Grouped(invoice.Kid!), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_show_their_vat_and_the_sheet_adds_up()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, [100_000, 20_000]);
        using var visitor = await portal.SignedInAsync(member);

        var page = Plain(await visitor.ReadAsync($"/invoices/{invoice.Number}"));

        Assert.Contains("<small>VAT 25%</small></th><td>1,000.00 kr</td>", page, StringComparison.Ordinal);
        Assert.Contains("of which VAT 25%</th><td>240.00 kr</td>", page, StringComparison.Ordinal);
        Assert.Contains("Sent to you by email", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_amount_that_no_card_takes_is_paid_by_bank_and_says_so()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, [200]);
        using var visitor = await portal.SignedInAsync(member);

        var page = await visitor.ReadAsync($"/invoices/{invoice.Number}");

        Assert.Contains("cannot be paid by card", page, StringComparison.Ordinal);
        Assert.Contains(Kid.Grouped(invoice.Kid!), page, StringComparison.Ordinal);
        Assert.DoesNotContain("/pay\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_members_own_issued_invoices_are_there()
    {
        var (kari, ola) = (await portal.AddMemberAsync(), await portal.AddMemberAsync("Ola Hansen"));
        var own = await portal.IssueInvoiceAsync(kari);
        var foreign = await portal.IssueInvoiceAsync(ola);
        await portal.AddDraftAsync(kari);
        using var visitor = await portal.SignedInAsync(kari);
        var neighbour = $"2026-{int.Parse(foreign.Number![5..], System.Globalization.CultureInfo.InvariantCulture) + 1:D5}";

        foreach (var number in new[] { foreign.Number!, neighbour, $"{own.Number} ", "2026-99999", "%00", foreign.Kid!, "0", "' OR 1=1" })
        {
            using var seen = await visitor.GetAsync($"/invoices/{Uri.EscapeDataString(number)}");
            using var tapped = await visitor.PostAsync("/", $"/invoices/{Uri.EscapeDataString(number)}/pay");
            Assert.Equal((number, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (number, seen.StatusCode, tapped.StatusCode));
        }

        Assert.Empty(await portal.AttemptsAsync(foreign));
    }

    [Fact]
    public async Task The_list_has_what_is_to_pay_first_and_older_ones_by_the_page()
    {
        var member = await portal.AddMemberAsync();
        for (var i = 1; i <= 52; i++)
        {
            var old = await portal.IssueInvoiceAsync(member, title: $"Old number {i}.");
            await portal.ChangeAsync(old, Facts["paid"]);
        }

        await portal.IssueInvoiceAsync(member, title: "To be paid");
        using var visitor = await portal.SignedInAsync(member);

        var first = await visitor.ReadAsync("/invoices");
        var older = System.Text.RegularExpressions.Regex.Match(first, "/invoices\\?before=\\d+").Value;
        var second = await visitor.ReadAsync(older);

        Assert.Contains("To be paid", first, StringComparison.Ordinal);
        Assert.Contains("Old number 3.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Old number 2.", first, StringComparison.Ordinal);
        Assert.Contains("Old number 2.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("To be paid", second, StringComparison.Ordinal);
        Assert.DoesNotContain("?before=", second, StringComparison.Ordinal);
    }

    private static string Plain(string page) => page.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
