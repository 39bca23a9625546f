using System.Net;
using AngleSharp.Html.Parser;
using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.MailLog;

/// <summary>What an administrator sees of mails, and how one is sent again. It is the 2nd of March 2026, 10:00.</summary>
public sealed class MailLogTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_log_shows_the_newest_first_and_cuts_it_by_state()
    {
        var (sent, failed, waiting) = (await AddAsync("Sent one", m => m.SentAt = Now), await AddAsync("Failed one", Refused), await AddAsync("Waiting one"));
        using var admin = await portal.SignedInAsync(Role.Admin);

        var all = await admin.ReadAsync("/mails");

        Assert.True(all.IndexOf(waiting.Subject, StringComparison.Ordinal) < all.IndexOf(failed.Subject, StringComparison.Ordinal));
        Assert.True(all.IndexOf(failed.Subject, StringComparison.Ordinal) < all.IndexOf(sent.Subject, StringComparison.Ordinal));
        await AssertShowsAsync(admin, "/mails?state=failed", failed, sent, waiting);
        await AssertShowsAsync(admin, "/mails?state=sent", sent, failed, waiting);
        await AssertShowsAsync(admin, "/mails?state=waiting", waiting, sent, failed);
    }

    [Fact]
    public async Task Older_mails_are_a_page_away_in_the_same_cut()
    {
        for (var i = 1; i <= 52; i++)
            await AddAsync($"Withdrawn number {i}.", m => m.WithdrawnAt = Now);
        using var admin = await portal.SignedInAsync(Role.Admin);

        var first = await admin.ReadAsync("/mails?state=withdrawn");
        var older = new HtmlParser().ParseDocument(first).QuerySelector("a.button")!.GetAttribute("href")!;
        await AddAsync("Something else");
        var second = await admin.ReadAsync(older);

        Assert.Contains("Withdrawn number 3.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Withdrawn number 2.", first, StringComparison.Ordinal);
        Assert.Contains("Withdrawn number 2.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Something else", second, StringComparison.Ordinal);
    }

    [Theory, Trait("Fault", "F41")]
    [InlineData("sent", "sent 10:00")]
    [InlineData("refused", "The mail server refused it for good (550).")]
    [InlineData("postponed", "The mail server asked to try later (451).")]
    [InlineData("not ours", "The mail server takes no mail from the portal (554).")]
    [InlineData("untrusted", "certificate is not trusted")]
    [InlineData("unanswered", "The mail server did not answer.")]
    [InlineData("withdrawn", "it no longer held")]
    public async Task A_mail_says_how_it_stands_and_why(string state, string words)
    {
        var mail = await AddAsync("Something", m => StateOf(m, state));
        using var admin = await portal.SignedInAsync(Role.Admin);

        var page = await admin.ReadAsync($"/mails/{mail.Id}");

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("kari@example.org", page, StringComparison.Ordinal);
        Assert.Contains("The words of the mail", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_shows_in_a_frame_that_the_rest_of_the_portal_has_not()
    {
        var mail = await AddAsync("Something");
        using var admin = await portal.SignedInAsync(Role.Admin);

        using var page = await admin.GetAsync($"/mails/{mail.Id}");
        using var list = await admin.GetAsync("/mails");
        using var body = await admin.GetAsync($"/mails/{mail.Id}/body");

        Assert.Contains("frame-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("frame-src 'none'", Assert.Single(list.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("sandbox", Assert.Single(body.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("The words of the mail", await body.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_that_lets_its_reader_in_is_shown_to_nobody_and_sent_to_nobody_again(bool isSent)
    {
        var mail = await AddAsync("Choose a password", m => m.SentAt = isSent ? Now : null, carriesSecret: true);
        using var admin = await portal.SignedInAsync(Role.Admin);

        var page = await admin.ReadAsync($"/mails/{mail.Id}");
        using var body = await admin.GetAsync($"/mails/{mail.Id}/body");
        using var again = await admin.PostAsync("/mails", $"/mails/{mail.Id}");
        var told = await admin.ReadAsync($"/mails/{mail.Id}");

        Assert.DoesNotContain("The words of the mail", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Send again", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, body.StatusCode);
        Assert.Contains("Have a new link sent instead", told, StringComparison.Ordinal);
        Assert.Empty(await RepeatsAsync(mail));
    }

    [Fact]
    public async Task A_mail_that_failed_waits_again_for_where_its_member_is_reached_now()
    {
        var member = await portal.AddMemberAsync(email: "new@example.org");
        var mail = await AddAsync("Failed one", Refused, member.Id);
        using var admin = await portal.SignedInAsync(Role.Admin);

        using var answer = await admin.PostAsync($"/mails/{mail.Id}", $"/mails/{mail.Id}");

        Assert.Equal(($"/mails/{mail.Id}", HttpStatusCode.Found), (answer.Headers.Location!.OriginalString, answer.StatusCode));
        var again = await MailAsync(mail.Id);
        Assert.Equal(("new@example.org", null, Now, 0), (again.ToAddress, again.FailedAt, again.NextTryAt, again.Tries));
        Assert.Contains("It leaves within a minute", await admin.ReadAsync($"/mails/{mail.Id}"), StringComparison.Ordinal);
        var audit = await portal.WithDbAsync(db => db.AuditLog.SingleAsync(entry => entry.MemberId == member.Id));
        Assert.Equal((AuditAct.MailSentAgain, mail.Key, "Kari Nordmann"), (audit.What, audit.Detail, audit.By));
        Assert.NotNull(audit.AccountId);
    }

    [Fact]
    public async Task A_mail_that_was_sent_is_repeated_under_a_key_of_its_own_and_once_while_it_waits()
    {
        var mail = await AddAsync("Sent one", m => m.SentAt = Now);
        using var admin = await portal.SignedInAsync(Role.Admin);

        using var first = await admin.PostAsync($"/mails/{mail.Id}", $"/mails/{mail.Id}");
        using var second = await admin.PostAsync($"/mails/{mail.Id}", $"/mails/{mail.Id}");
        var repeat = Assert.Single(await RepeatsAsync(mail));
        await portal.RunJobAsync<SendOutgoingMails>();
        using var third = await admin.PostAsync($"/mails/{mail.Id}", $"/mails/{mail.Id}");

        Assert.All((HttpResponseMessage[])[first, second], answer => Assert.Equal($"/mails/{repeat.Id}", answer.Headers.Location!.OriginalString));
        Assert.Equal((mail.Text, mail.ToAddress, mail.Subject), (repeat.Text, repeat.ToAddress, repeat.Subject));
        Assert.NotEqual(MessageId.Of(mail.Key, "host"), MessageId.Of(repeat.Key, "host"));
        Assert.Equal(2, (await RepeatsAsync(mail)).Count);
    }

    [Fact]
    public async Task An_invoice_that_is_void_by_now_is_not_sent_again()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        await portal.RunJobAsync<SendOutgoingMails>();
        var mail = Assert.Single(await portal.MailsToAsync(member));
        await portal.ChangeAsync(invoice, i => i.VoidedOn = new(2026, 3, 2));
        using var admin = await portal.SignedInAsync(Role.Admin);

        using var answer = await admin.PostAsync($"/mails/{mail.Id}", $"/mails/{mail.Id}");
        await portal.RunJobAsync<SendOutgoingMails>();

        var repeat = Assert.Single(await RepeatsAsync(mail));
        Assert.Equal((null, true), (repeat.SentAt, repeat.WithdrawnAt is not null));
    }

    [Theory]
    [InlineData("/mails")]
    [InlineData("/mails/preview")]
    [InlineData("/mails/preview/receipt/en")]
    [InlineData("/mails/preview/receipt/en/body")]
    public async Task Sellers_have_no_business_there(string path)
    {
        using var seller = await portal.SignedInAsync(Role.Seller);

        using var answer = await seller.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task AssertShowsAsync(Visitor admin, string path, OutgoingMail shown, params OutgoingMail[] others)
    {
        var page = await admin.ReadAsync(path);
        Assert.Contains($"/mails/{shown.Id}\"", page, StringComparison.Ordinal);
        Assert.All(others, other => Assert.DoesNotContain($"/mails/{other.Id}\"", page, StringComparison.Ordinal));
    }

    private static void Refused(OutgoingMail mail) => (mail.FailedAt, mail.LastError, mail.Tries) = (Now, "550", 1);

    private static void StateOf(OutgoingMail mail, string state)
    {
        switch (state)
        {
            case "sent":
                mail.SentAt = Now;
                break;
            case "refused":
                Refused(mail);
                break;
            case "postponed":
                (mail.LastError, mail.Tries) = ("451", 3);
                break;
            case "not ours":
                (mail.LastError, mail.Tries) = ("554", 1);
                break;
            case "untrusted":
                (mail.LastError, mail.Tries) = ("tls", 1);
                break;
            case "unanswered":
                (mail.FailedAt, mail.LastError) = (Now, "connection");
                break;
            default:
                mail.WithdrawnAt = Now;
                break;
        }
    }

    private async Task<OutgoingMail> AddAsync(string subject, Action<OutgoingMail>? change = null, int? memberId = null, bool carriesSecret = false)
    {
        var mail = new OutgoingMail
        {
            Key = $"test:{Guid.NewGuid():N}",
            MemberId = memberId,
            ToName = "Kari Nordmann",
            ToAddress = "kari@example.org",
            Language = "en",
            Subject = subject,
            Text = "The words of the mail",
            Html = "<p>The words of the mail</p>",
            CarriesSecret = carriesSecret,
            QueuedAt = Now,
            NextTryAt = Now,
        };
        change?.Invoke(mail);
        await portal.AddAsync(mail);
        return mail;
    }

    private Task<OutgoingMail> MailAsync(int id) => portal.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));

    private Task<List<OutgoingMail>> RepeatsAsync(OutgoingMail mail) =>
        portal.WithDbAsync(db => db.Outbox.AsNoTracking().Where(m => m.RepeatOf == mail.Id).OrderBy(m => m.Id).ToListAsync());
}
