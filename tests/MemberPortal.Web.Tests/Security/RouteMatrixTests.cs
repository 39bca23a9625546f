using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Security;

/// <summary>All routes, all kinds of people, own and foreign ids (5-quality.md, "IDOR matrix").</summary>
public sealed partial class RouteMatrixTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    public static TheoryData<RouteRow> Reading => [.. RouteTable.Reading];

    public static TheoryData<RouteRow> PostingInVain => [.. RouteTable.PostingInVain];

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
    {
        var routes = portal.Routes.Select(route => $"/{route.RoutePattern.RawText!.TrimStart('/')}").Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(routes, RouteTable.Reading.Select(row => row.Route).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Reading))]
    public async Task Reading_shows_everybody_their_own_and_changes_nothing(RouteRow row)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var person in Enum.GetValues<Person>())
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
            {
                using var answer = await SendAsync(person, method, row.Path);
                Assert.Equal((person, method, row.For(person)), (person, method, answer.StatusCode));
            }
        }

        if (!RouteTable.MayWrite.Contains(row.Route))
            Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Theory, MemberData(nameof(Reading))]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing(RouteRow row)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var person in Enum.GetValues<Person>())
        {
            using var answer = await SendAsync(person, HttpMethod.Post, row.Path);
            Assert.Contains(answer.StatusCode, RefusalsOf(row, person));
        }

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Theory, MemberData(nameof(PostingInVain))]
    public async Task What_is_not_there_for_somebody_takes_no_form_of_theirs(RouteRow row)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var person in Enum.GetValues<Person>())
        {
            var token = await portal[person].TokenAsync("/forgot-password");
            using var answer = await portal[person].PostWithTokenAsync(token, portal.Fill(row.Path), ("email", "nobody@example.org"), ("Password", "a quiet lake at dawn"));
            Assert.Equal((person, row.For(person)), (person, answer.StatusCode));
        }

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task Of_all_rows_that_there_are_a_member_sees_their_own_and_pays_their_own()
    {
        var owned = await portal.OwnedAsync();
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        foreach (var (path, owner) in owned)
        {
            foreach (var person in Enum.GetValues<Person>())
            {
                using var seen = await SendAsync(person, HttpMethod.Get, path);
                var status = person == owner ? HttpStatusCode.OK : person == Person.Visitor ? HttpStatusCode.Found : HttpStatusCode.NotFound;
                Assert.Equal((path, person, status), (path, person, seen.StatusCode));
                if (person == owner || path.StartsWith("/receipts", StringComparison.Ordinal) || path.Contains("setup", StringComparison.Ordinal))
                    continue;

                using var posted = await portal[person].PostWithTokenAsync(await portal[person].TokenAsync("/forgot-password"), path);
                Assert.Equal((path, person, status), (path, person, posted.StatusCode));
            }
        }

        Assert.True(owned.Select(row => (row.Path.Split('/')[1], row.Owner)).Distinct().Count() >= 8, "Some kind of row is missing.");
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task What_is_no_id_leads_nowhere_whoever_asks()
    {
        var patterns = portal.Routes.Select(route => $"/{route.RoutePattern.RawText!.TrimStart('/')}".Replace("/{handler?}", "", StringComparison.Ordinal))
            .Where(pattern => pattern.Contains('{', StringComparison.Ordinal)).Distinct();
        foreach (var (pattern, wrong) in patterns.SelectMany(pattern => Wrong.Ids.Select(wrong => (pattern, wrong))))
        {
            foreach (var person in (Person[])[Person.Visitor, Person.Owner, Person.Admin])
            {
                using var answer = await SendAsync(person, HttpMethod.Get, Parameter().Replace(pattern, Uri.EscapeDataString(portal.Fill(wrong))));
                HttpStatusCode[] nowhere = [HttpStatusCode.NotFound, HttpStatusCode.Gone, person == Person.Admin ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, person == Person.Visitor ? HttpStatusCode.Found : HttpStatusCode.NotFound];
                Assert.True(nowhere.Contains(answer.StatusCode), $"{pattern} {wrong} of {person}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_visitor_finds_nothing_under_any_other_address()
    {
        foreach (var path in (string[])["/Index", "/SignIn/SignIn", "/appsettings.json", "/demo.db", "/css/", "/img/../../demo.db", "/.git/config"])
        {
            using var answer = await SendAsync(Person.Visitor, HttpMethod.Get, path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    /// <summary>A page asks for the token; whoever may not see it is told that first, and where nothing listens, that.</summary>
    private static HttpStatusCode[] RefusalsOf(RouteRow row, Person person) => row.For(person) switch
    {
        _ when row.Route.EndsWith("/body", StringComparison.Ordinal) || row.Route.StartsWith("/health/", StringComparison.Ordinal) =>
            [person == Person.Visitor ? HttpStatusCode.Found : HttpStatusCode.MethodNotAllowed],
        HttpStatusCode.Forbidden => [HttpStatusCode.Forbidden],
        _ when row.Route == "/stripe/webhook" => [HttpStatusCode.BadRequest],
        HttpStatusCode.Found when person == Person.Visitor && row.Route is not ("/sign-out" or "/payments/{attempt}") => [HttpStatusCode.Found],
        HttpStatusCode.NotFound => [HttpStatusCode.NotFound, HttpStatusCode.BadRequest],
        _ => [HttpStatusCode.BadRequest],
    };

    private async Task<HttpResponseMessage> SendAsync(Person person, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(portal.Fill(path), UriKind.Relative));
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([new("Email", "kari@example.org"), new("Password", "a quiet lake at dawn")]);

        return await portal[person].SendAsync(request);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
