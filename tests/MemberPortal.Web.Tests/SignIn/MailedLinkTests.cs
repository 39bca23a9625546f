using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.SignIn;

public sealed partial class MailedLinkTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private const string Chosen = "another quiet lake";

    [Fact]
    public async Task Whoever_forgot_gets_a_link_and_with_a_new_password_is_in_and_everybody_else_out()
    {
        var account = await portal.AddAccountAsync();
        using var lost = await portal.SignedInAsync(account);
        var link = await AskAsync(account);
        using var visitor = portal.Visit();

        using var answer = await visitor.PostAsync(link, ("Password", Chosen));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.True(await visitor.IsSignedInAsync());
        Assert.False(await lost.IsSignedInAsync());
        Assert.Equal(
            ["Choose a new password", "Your password was changed"], (await portal.MailsAsync(account)).Select(m => m.Subject));
        using var again = portal.Visit();
        using var signIn = await again.SignInAsync(account.Email!, Chosen);
        Assert.Equal(HttpStatusCode.Found, signIn.StatusCode);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_are_answered_alike_without_a_hash()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var before = (portal.Hasher.Verified, portal.Hasher.Hashed);

        using var known = await visitor.PostAsync("/forgot-password", ("Email", account.Email!));
        using var unknown = await visitor.PostAsync("/forgot-password", ("Email", "nobody@example.org"));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(
            (await known.TextAsync()).Replace(account.Email!, "", StringComparison.Ordinal),
            (await unknown.TextAsync()).Replace("nobody@example.org", "", StringComparison.Ordinal));
        Assert.Equal(before, (portal.Hasher.Verified, portal.Hasher.Hashed));
        Assert.Single(await portal.MailsAsync(account));
    }

    /// <summary>How long a mail takes to word and to keep is not to be told from the answer; only the least time is asserted.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_takes_its_time_whether_or_not_the_address_is_known(bool isKnown)
    {
        var email = isKnown ? (await portal.AddAccountAsync()).Email! : "nobody.at.all@example.org";
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/forgot-password");

        var since = Stopwatch.GetTimestamp();
        using var answer = await visitor.PostWithTokenAsync(token, "/forgot-password", ("Email", email));

        Assert.True(Stopwatch.GetElapsedTime(since) > ForgotPasswordModel.AnswersAfter - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task A_scanner_that_opens_the_link_does_not_use_it_up_but_a_person_does()
    {
        var link = await AskAsync(await portal.AddAccountAsync());
        using var scanner = portal.Visit();
        using var head = await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        using var get = await scanner.GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (head.StatusCode, get.StatusCode));
        Assert.Null(scanner.Cookie("session"));

        using var person = portal.Visit();
        var token = await person.TokenAsync(link);
        using var first = await person.PostWithTokenAsync(token, link, ("Password", Chosen));
        using var late = portal.Visit();
        using var second = await late.PostAsync("/sign-in", link, ("Password", "yet another lake"));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, second.StatusCode);
        Assert.Contains("Send me a new link", await second.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_ten_who_use_a_link_at_once_one_comes_in()
    {
        var link = await AskAsync(await portal.AddAccountAsync());
        var visitors = Enumerable.Range(0, 10).Select(_ => portal.Visit()).ToList();
        var tokens = await Task.WhenAll(visitors.Select(v => v.TokenAsync(link)));

        var answers = await Task.WhenAll(visitors.Zip(tokens, (v, token) => v.PostWithTokenAsync(token, link, ("Password", Chosen))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Found);
        Assert.Equal(9, answers.Count(a => a.StatusCode == HttpStatusCode.Gone));
        visitors.ForEach(v => v.Dispose());
    }

    [Theory]
    [InlineData(10 * 60 - 1, HttpStatusCode.OK)]
    [InlineData(10 * 60, HttpStatusCode.Gone)]
    public async Task A_link_lives_ten_minutes(int seconds, HttpStatusCode status)
    {
        var link = await AskAsync(await portal.AddAccountAsync());

        portal.Clock.Advance(TimeSpan.FromSeconds(seconds));

        using var visitor = portal.Visit();
        using var answer = await visitor.GetAsync(link);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Whose_password_is_replaced_by_an_invitation_is_told_and_who_had_none_is_not()
    {
        var (had, none) = (await portal.AddAccountAsync(), await portal.AddAccountAsync(password: null));
        foreach (var account in new[] { had, none })
        {
            var link = await portal.RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(
                new(account.Email!, account.Name, account.Language, Role.Admin), byMail: false, default));
            using var visitor = portal.Visit();
            using var answer = await visitor.PostAsync(link.Address.AbsolutePath, ("Password", Chosen));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        Assert.Equal("Your password was changed", Assert.Single(await portal.MailsAsync(had)).Subject);
        Assert.Empty(await portal.MailsAsync(none));
    }

    [Theory]
    [InlineData("/set-password/unknown")]
    [InlineData("/set-password/%00")]
    [InlineData("/set-password/null")]
    public async Task A_link_of_ones_own_making_opens_nothing(string path)
    {
        using var visitor = portal.Visit();

        using var answer = await visitor.PostAsync("/sign-in", path, ("Password", Chosen), ("Token", ""));

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Gone, HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.Null(visitor.Cookie("session"));
    }

    [Theory]
    [InlineData("1234567", "Too short: use at least 8 characters.")]
    [InlineData("12345678", "Many people use this one")]
    [InlineData("PassWord123", "Many people use this one")]
    [InlineData("пароль123", "Many people use this one")]
    [InlineData("129", "Too long: use at most 128 characters.")]
    public async Task A_password_that_is_guessed_first_is_refused_and_the_link_stays_good(string password, string words)
    {
        var link = await AskAsync(await portal.AddAccountAsync());
        using var visitor = portal.Visit();

        using var refused = await visitor.PostAsync(link, ("Password", password == "129" ? new string('x', 129) : password));

        var text = await refused.TextAsync();
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{password}", text, StringComparison.Ordinal);
        using var taken = await visitor.PostAsync(link, ("Password", "🏒 8 знаков"));
        Assert.Equal(HttpStatusCode.Found, taken.StatusCode);
    }

    [Fact]
    public async Task Three_mails_an_hour_go_to_one_address_known_or_not()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        foreach (var email in new[] { account.Email!, $"nobody{Guid.NewGuid():N}@example.org" })
        {
            for (var i = 0; i < 3; i++)
            {
                using var sent = await visitor.PostAsync("/forgot-password", ("Email", email));
                Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
            }

            using var putOff = await visitor.PostAsync("/forgot-password", ("Email", email));
            Assert.Equal(HttpStatusCode.TooManyRequests, putOff.StatusCode);
            Assert.Contains($"value=\"{email}\"", await putOff.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(3, (await portal.MailsAsync(account)).Count);
    }

    [Theory]
    [InlineData("en", "Welcome, Kari Nordmann")]
    [InlineData("sv", "Välkommen, Kari Nordmann")]
    [InlineData("nb", "Velkommen, Kari Nordmann")]
    [InlineData("ru", "Добро пожаловать, Kari Nordmann")]
    [InlineData("fr", "Bienvenue, Kari Nordmann")]
    public async Task An_invitation_is_in_the_language_of_the_invited_and_good_for_a_week(string language, string heading)
    {
        var email = $"invited-{language}@example.org";
        await portal.RunAsync<InviteAccount>(invite => invite.RunAsync(
            new(email, "Kari Nordmann", language, Role.Seller), byMail: true, default));
        var mail = Assert.Single(await portal.MailsAsync(new Account { Name = "", Language = "", Email = email }));
        Assert.Contains(heading, mail.Text, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        using var visitor = portal.Visit();
        using var answer = await visitor.PostAsync($"{LinkIn(mail)}", ("Password", Chosen));
        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Links_name_the_portal_and_never_the_host_of_the_request()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/forgot-password");
        foreach (var (header, value) in new[] { ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"), ("X-Original-Host", "evil.example") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/forgot-password")
            {
                Content = new FormUrlEncodedContent([new("Email", account.Email!), new("__RequestVerificationToken", token)]),
                Headers = { { header, value } },
            };
            using var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var mails = await portal.MailsAsync(account);
        Assert.Equal(3, mails.Count);
        Assert.All(mails, mail => Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.Contains($"{portal.Address}set-password/", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_log_line_holds_a_link()
    {
        var link = await AskAsync(await portal.AddAccountAsync());
        using var visitor = portal.Visit();
        using var answer = await visitor.PostAsync(link, ("Password", Chosen));

        var secret = link["/set-password/".Length..];
        Assert.DoesNotContain(portal.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Log.All, line => line.Contains(Chosen, StringComparison.Ordinal));
    }

    private async Task<string> AskAsync(Account account)
    {
        using var visitor = portal.Visit();
        using var answer = await visitor.PostAsync("/forgot-password", ("Email", account.Email!));
        return LinkIn((await portal.MailsAsync(account)).Last());
    }

    private static string LinkIn(OutgoingMail mail) => Link().Match(mail.Text).Value;

    [GeneratedRegex("/set-password/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
