using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Operations;

/// <summary>Logs name ids, and nobody (7-style.md, Habits 7).</summary>
public sealed partial class LogTests : IAsyncLifetime
{
    private const string Name = "Gunhild Sæterbråten";
    private const string Email = "gunhild@planted.example";

    private readonly TalkativePortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task No_line_of_a_whole_run_holds_a_name_an_address_a_password_or_a_link_that_lets_one_in()
    {
        var member = await _portal.AddMemberAsync(Name, email: Email);
        var link = await _portal.RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(new(Email, Name, "en", Role.Member, member.Id), byMail: true, default));
        var token = link.Address.Segments[^1];
        using var visitor = _portal.Visit();
        (await visitor.GetAsync($"/set-password/{token}")).Dispose();
        (await visitor.PostAsync($"/set-password/{token}", ("Password", "planted lake at dusk"))).Dispose();
        (await visitor.PostAsync("/profile", "/sign-out")).Dispose();
        (await visitor.SignInAsync(Email, "planted but wrong")).Dispose();
        (await visitor.SignInAsync(Email, "planted lake at dusk")).Dispose();
        (await visitor.PostAsync("/forgot-password", ("Email", Email))).Dispose();
        (await visitor.GetAsync($"/invoices/{Email}?name={Name}")).Dispose();
        var invoice = await _portal.IssueInvoiceAsync(member);
        await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice), StripeStand.DeclinedCard);
        await _portal.ComeBackAsync(invoice);
        await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice));
        await _portal.AddDraftAsync(member);
        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            $"CREATE TRIGGER broken BEFORE INSERT ON \"Outbox\" WHEN NEW.\"Key\" LIKE 'invoice:%' BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        foreach (var job in Schedule.Jobs)
            await _portal.Services.GetRequiredService<JobRunner>().RunAsync(job, default);
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Payments\" RENAME TO \"Gone\""));
        using var broken = await visitor.GetAsync("/receipts");
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);

        var lines = _portal.Log.Whole;
        Assert.Contains(lines, line => line.Contains("IssueInvoice failed for", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("answered 500", StringComparison.Ordinal));
        foreach (var planted in (string[])["Gunhild", "terbr", "planted", token, "4242"])
            Assert.DoesNotContain(lines, line => line.Contains(planted, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_answer_names_the_id_under_which_its_request_was_logged()
    {
        using var visitor = _portal.Visit();

        using var one = await visitor.GetAsync("/sign-in");
        using var other = await visitor.GetAsync("/nowhere");

        var (id, otherId) = (IdOf(one), IdOf(other));
        Assert.NotEqual(id, otherId);
        Assert.Contains(_portal.Log.Whole, line => line.Contains("GET sign-in answered 200", StringComparison.Ordinal) && line.Contains($"CorrelationId={id}", StringComparison.Ordinal));
        Assert.Contains(otherId, await other.TextAsync(), StringComparison.Ordinal);   // the error page says it too
    }

    [Fact]
    public async Task What_a_job_logs_says_which_job_and_which_run()
    {
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ThrottledTries\" RENAME TO \"Gone\""));

        await _portal.Services.GetRequiredService<JobRunner>().RunAsync(Schedule.Jobs.Single(job => job.Job == typeof(TidySignIns)), default);

        var line = Assert.Single(_portal.Log.Whole, line => line.StartsWith("TidySignIns failed", StringComparison.Ordinal));
        Assert.Contains("Job=TidySignIns", line, StringComparison.Ordinal);
        Assert.Matches(RunId(), line);
    }

    [Fact]
    public async Task What_concerns_who_may_do_what_is_one_line_each()
    {
        const string known = "planted lake at dusk";
        var account = await _portal.AddAccountAsync();
        using var visitor = _portal.Visit();

        await AssertOneLineAsync($"A link to a new password was asked for, of account {account.Id}", () => visitor.PostAsync("/forgot-password", ("Email", account.Email!)));
        await AssertOneLineAsync("A link to a new password was asked for, of account (null)", () => visitor.PostAsync("/forgot-password", ("Email", Email)));
        var path = LinkIn((await _portal.MailsAsync(account)).Single()).Value;
        await AssertOneLineAsync($"Account {account.Id} has a new password, by a mailed link", () => visitor.PostAsync(path, ("Password", known)));
        await AssertOneLineAsync(
            $"A change of the password of account {account.Id} was refused: the old one was wrong",
            () => visitor.PostAsync("/profile", "/profile/password", ("current", "planted but wrong"), ("chosen", "planted lake at dawn")));
        await AssertOneLineAsync(
            $"Account {account.Id} has a new password",
            () => visitor.PostAsync("/profile", "/profile/password", ("current", known), ("chosen", "planted lake at dawn")));
        await AssertOneLineAsync($"Account {account.Id} may not see desk", () => visitor.GetAsync("/desk?q=planted"));
        await AssertOneLineAsync($"Account {account.Id} signed out everywhere", () => visitor.PostAsync("/profile", "/sign-out?everywhere=true"));
        await AssertOneLineAsync("A form of sign-in was refused: its token is missing, or another's", () => visitor.PostWithTokenAsync("", "/sign-in"));
        await AssertOneLineAsync("A form of sign-in was refused: its token is missing, or another's", () => visitor.PostWithTokenAsync("another's", "/sign-in"));
        await AssertOneLineAsync($"Account {account.Id} becomes {Role.Admin}", async () =>
        {
            await _portal.RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(new(account.Email!, account.Name, "en", Role.Admin), byMail: false, default));
            return new();
        });
        await AssertOneLineAsync("A report was refused: the provider did not sign it, or it cannot be read", () => visitor.PostWithTokenAsync("", "/stripe/webhook"));
    }

    [Fact]
    public void A_collector_is_told_no_address()
    {
        using var request = new Activity("GET");
        request.SetTag("http.route", "/set-password/{token}");
        request.SetTag("url.path", "/set-password/secret");
        request.SetTag("url.full", "https://api.example/v1/customers/cus_1");

        using (var processor = new Telemetry.WithoutAddresses())
            processor.OnEnd(request);

        Assert.Equal(["http.route"], request.Tags.Select(tag => tag.Key));
    }

    private async Task AssertOneLineAsync(string line, Func<Task<HttpResponseMessage>> act)
    {
        var before = _portal.Log.All.Length;
        (await act()).Dispose();
        Assert.Single(_portal.Log.All.Skip(before), said => said == line);
    }

    private static Match LinkIn(OutgoingMail mail) => Link().Match(mail.Text);

    [GeneratedRegex("/set-password/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();

    private static string IdOf(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));

    [GeneratedRegex("CorrelationId=[0-9a-f]{32}")]
    private static partial Regex RunId();

    /// <summary>Logs all it can, as an operator who looks for a fault sets it.</summary>
    private sealed class TalkativePortal : SignInPortal
    {
        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Debug")]);
        }
    }
}
