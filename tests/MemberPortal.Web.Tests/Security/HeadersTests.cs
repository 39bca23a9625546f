using System.Net;
using MemberPortal.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Security;

/// <summary>Every answer there is carries every header, and no page holds inline script or style.</summary>
public sealed class HeadersTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    public static TheoryData<RouteRow> Reading => [.. RouteTable.Reading];

    public static TheoryData<RouteRow> ReadingByKey => 
        [.. RouteTable.Reading.Where(row => row.Route.Contains("{token}", StringComparison.Ordinal) || row.Route.Contains("{attempt}", StringComparison.Ordinal))];

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Assets.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Assets.Root, file))];

    [Theory, MemberData(nameof(Reading))]
    public async Task Every_route_answers_strictly_whoever_asks_for_it(RouteRow row)
    {
        if (row.Path.EndsWith("%00", StringComparison.Ordinal))
            return;   // refused by the server before the portal sees it

        foreach (var person in Enum.GetValues<Person>())
        {
            using var answer = await portal[person].GetAsync(portal.Fill(row.Path));
            if (row.Route.EndsWith("/body", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.OK)
                StrictAnswer.AssertSandboxed(answer);
            else
                await StrictAnswer.AssertAsync(answer);
        }
    }

    [Theory, MemberData(nameof(ReadingByKey))]
    public async Task An_address_that_is_a_key_is_told_to_no_other_page_and_no_search_engine(RouteRow row)
    {
        using var visitor = portal.Visit();

        using var answer = await visitor.GetAsync(portal.Fill(row.Path));

        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
    }

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_may_be_kept_for_good_under_its_version(string file)
    {
        using var visitor = portal.Visit();
        using var versioned = await visitor.GetAsync($"/{file}?v=1");
        using var plain = await visitor.GetAsync($"/{file}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (versioned.StatusCode, plain.StatusCode));
        await StrictAnswer.AssertAsync(versioned);
        await StrictAnswer.AssertAsync(plain);
        Assert.Equal("public, max-age=31536000, immutable", versioned.Headers.CacheControl!.ToString());
        Assert.False(versioned.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("GET", "/css/none.css", HttpStatusCode.NotFound)]
    [InlineData("GET", "/sign-in?returnUrl=/", HttpStatusCode.OK)]
    [InlineData("POST", "/sign-in", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("POST", "/stripe/webhook", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/sign-in", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/demo/mailbox/1/body", HttpStatusCode.Found)]
    [InlineData("GET", "/set-password/none", HttpStatusCode.Gone)]
    [InlineData("GET", "/invoices", HttpStatusCode.Found)]
    public async Task An_error_or_a_redirect_answers_strictly(string method, string path, HttpStatusCode status)
    {
        using var visitor = portal.Visit();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        await StrictAnswer.AssertAsync(answer);
    }

    [Fact]
    public async Task Too_many_tries_are_told_so_strictly()
    {
        using var visitor = portal.Visit();
        for (var i = 0; i < 5; i++)
            (await visitor.SignInAsync("many@example.org", "wrong")).Dispose();

        using var answer = await visitor.SignInAsync("many@example.org", "wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        await StrictAnswer.AssertAsync(answer);
    }

    [Fact]
    public async Task A_failure_of_ours_answers_strictly()
    {
        await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Payments\" RENAME TO \"Gone\""));
        try
        {
            using var page = await portal[Person.Owner].GetAsync("/receipts");
            Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
            await StrictAnswer.AssertAsync(page);
        }
        finally
        {
            await portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"Payments\""));
        }
    }

    [Fact]
    public async Task Signing_in_and_out_answers_strictly()
    {
        var account = await portal.AddAccountAsync();
        using var visitor = portal.Visit();
        using var signedIn = await visitor.SignInAsync(account.Email!, SignIn.SignInPortal.Password);
        using var language = await visitor.PostAsync("/profile", "/profile/language", ("language", "fr"));
        using var signedOut = await visitor.PostAsync("/profile", "/sign-out");

        Assert.All((HttpResponseMessage[])[signedIn, language, signedOut], answer => Assert.Equal(HttpStatusCode.Found, answer.StatusCode));
        await StrictAnswer.AssertAsync(signedIn);
        await StrictAnswer.AssertAsync(language);
        await StrictAnswer.AssertAsync(signedOut);
    }
}
