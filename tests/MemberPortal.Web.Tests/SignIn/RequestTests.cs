using System.Net;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>What every request goes through: host, language, cookies.</summary>
public sealed class RequestTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task The_portal_answers_under_its_own_name_only(string host, HttpStatusCode status)
    {
        using var visitor = portal.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("", "fr-CA,fr;q=0.9,en;q=0.1", "fr")]
    [InlineData("", "de, sv;q=0.5", "sv")]
    [InlineData("", "no", "nb")]
    [InlineData("", "de", "en")]
    [InlineData("", "ru;q=0, nb;q=0.1", "nb")]
    [InlineData("", ";;;,,=", "en")]
    [InlineData("?language=ru", "fr", "ru")]
    [InlineData("?language=xx", "fr", "fr")]
    [InlineData("?language=xx&language=yy", "fr", "fr")]
    public async Task A_visitor_reads_the_language_wished_for(string query, string wish, string language)
    {
        using var visitor = portal.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/sign-in{query}");
        request.Headers.TryAddWithoutValidation("Accept-Language", wish);

        using var answer = await visitor.SendAsync(request);

        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language, Cookie", answer.Headers.Vary.ToString() + string.Join(", ", answer.Headers.Vary), StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\"", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_asked_for_is_remembered_until_somebody_signs_in_with_their_own()
    {
        using var visitor = portal.Visit();
        await visitor.ReadAsync("/sign-in?language=sv");
        Assert.Contains("Logga in", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);

        var account = await portal.AddAccountAsync(language: "ru");
        using var answer = await visitor.SignInAsync(account.Email!, SignInPortal.Password);

        Assert.Contains("О вас", await visitor.ReadAsync("/profile?language=fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_stay_within_the_portal()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());
        await visitor.ReadAsync("/profile?language=sv");

        var cookies = visitor.Cookies.GetAllCookies();

        Assert.Equal(["form", "language", "session"], cookies.Select(c => c.Name).Order());
        Assert.All(cookies, cookie => Assert.True(cookie is { HttpOnly: true, Path: "/", Secure: false }));
    }

    [Fact]
    public async Task A_form_that_meets_a_locked_database_comes_back_with_what_was_typed()
    {
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");
        await using var hold = new TestDatabaseHold(portal.DatabaseFile);

        using var answer = await visitor.PostWithTokenAsync(token, "/sign-in", ("Email", "kari@example.org"), ("Password", "secretive"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var text = await answer.TextAsync();
        Assert.Contains("Nothing was changed.", text, StringComparison.Ordinal);
        Assert.Contains("value=\"kari@example.org\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secretive", text, StringComparison.Ordinal);
        Assert.Contains(portal.Log.All, line => line.Contains("The database is locked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_nobody_can_say_whose_a_session_is_there_is_an_error_page_and_the_session_goes_on()
    {
        using var visitor = await portal.SignedInAsync(await portal.AddAccountAsync());
        await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Sessions RENAME TO Lost"));
        try
        {
            using var answer = await visitor.GetAsync("/profile");

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("<main", await answer.TextAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Lost RENAME TO Sessions"));
        }

        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task One_tap_signs_in_as_an_account_of_the_demo_and_as_no_other()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");

        using var answer = await visitor.PostWithTokenAsync(token, "/demo/accounts", ("email", account.Email!));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(visitor.Cookie("session"));
    }
}
