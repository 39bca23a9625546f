using System.Net;
using AngleSharp.Html.Parser;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Demo;

public sealed class MailboxTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_mailbox_shows_each_mail_and_whether_it_has_gone()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        var mail = Assert.Single(await portal.MailsToAsync(member));

        Assert.Contains("Waiting", await RowOfAsync(mail), StringComparison.Ordinal);
        await portal.RunJobAsync<SendOutgoingMails>();
        var row = await RowOfAsync(mail);

        Assert.Contains(invoice.Number!, row, StringComparison.Ordinal);
        Assert.Contains(member.Email!, row, StringComparison.Ordinal);
        Assert.Contains("Sent", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_shows_its_text_and_headers_and_frames_its_body()
    {
        var member = await portal.AddMemberAsync();
        await portal.IssueInvoiceAsync(member, title: "<script>alert(1)</script>");
        var mail = Assert.Single(await portal.MailsToAsync(member));

        using var answer = await GetAsync($"/demo/mailbox/{mail.Id}");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Contains("DENY", answer.Headers.GetValues("X-Frame-Options"));
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
        Assert.Contains(mail.Text.Trim(), page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var frame = page.QuerySelector("iframe")!;
        Assert.Equal($"/demo/mailbox/{mail.Id}/body", frame.GetAttribute("src"));
        Assert.DoesNotContain("allow-scripts", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_of_a_mail_runs_and_loads_nothing_and_shows_in_our_frame_only()
    {
        var member = await portal.AddMemberAsync();
        await portal.IssueInvoiceAsync(member);
        var mail = Assert.Single(await portal.MailsToAsync(member));

        using var answer = await GetAsync($"/demo/mailbox/{mail.Id}/body");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("; sandbox allow-top-navigation-by-user-activation allow-popups", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Contains("<base target=\"_top\">", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/demo/mailbox/999999")]
    [InlineData("/demo/mailbox/999999/body")]
    public async Task There_is_no_other_mail(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> RowOfAsync(OutgoingMail mail)
    {
        using var answer = await GetAsync("/demo/mailbox");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector($"a[href='/demo/mailbox/{mail.Id}']")!.TextContent;
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal.Address };
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }
}
