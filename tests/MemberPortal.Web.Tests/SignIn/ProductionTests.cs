using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>A portal with a real key, an https address and its first administrator. It calls nobody.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public sealed partial class ProductionTests : IAsyncLifetime
{
    private const string Email = "boss@club.example";

    private readonly TestFolder _folder = new();
    private readonly TestClock _clock = new();
    private RunningPortal _portal = null!;
    private HttpClient _http = null!;
    private Uri[] _links = [];

    public async Task InitializeAsync()
    {
        _links =
        [
            await Program.CreateAdminAsync(Email, [], _clock, Adjust),
            await Program.CreateAdminAsync(Email, [], _clock, Adjust),
        ];
        _portal = await Program.StartAsync([], _clock, Adjust);
        var address = _portal.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        _http.DefaultRequestHeaders.Host = "portal.club.example";
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _portal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_and_comes_in_by_the_printed_link()
    {
        Assert.All(_links, link => Assert.StartsWith("https://portal.club.example/set-password/", link.AbsoluteUri, StringComparison.Ordinal));
        using var page = await _http.GetAsync(_links[1].PathAndQuery);
        using var answer = await PostAsync(page, _links[1].PathAndQuery, ("Password", "a quiet lake at dusk"));

        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("session", StringComparison.Ordinal));
        Assert.Matches("^__Host-session=[^;]+; max-age=2592000; path=/; secure; samesite=lax; httponly$", session);
        await using var scope = _portal.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        Assert.Equal(Email, (await db.Users.SingleAsync()).Email);
        using var first = await _http.GetAsync(_links[0].PathAndQuery);
        Assert.Equal(HttpStatusCode.Gone, first.StatusCode);
    }

    [Fact]
    public async Task Every_cookie_is_secure_and_bound_to_the_host()
    {
        using var answer = await _http.GetAsync("/sign-in?language=sv");

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();

        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie => Assert.Matches("^__Host-(form|language)=[^;]+;.* path=/; secure; samesite=lax; httponly$", cookie));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("evil.example")]
    public async Task Only_the_public_name_is_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };
        request.Headers.Add("X-Forwarded-Host", "portal.club.example");

        using var answer = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_accounts_of_the_demo_are_not_there()
    {
        using var answer = await _http.GetAsync("/demo/accounts");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("boss")]
    [InlineData("--urls=http://127.0.0.1:0")]
    public async Task What_is_no_address_makes_no_administrator(string email)
    {
        await Assert.ThrowsAsync<StartRefusedException>(() => Program.CreateAdminAsync(email, [], _clock, Adjust));
    }

    private async Task<HttpResponseMessage> PostAsync(HttpResponseMessage page, string path, (string Name, string Value) field)
    {
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new(field.Name, field.Value), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await _http.SendAsync(request);
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Storage:Folder"] = _folder.Path,
            ["Portal:PublicUrl"] = "https://portal.club.example",
            ["Portal:RunsSchedule"] = "false",
            ["Stripe:SecretKey"] = ProductionSettings.StripeKey,
            ["Stripe:WebhookSecrets:0"] = ProductionSettings.WebhookSecret,
            ["Organisation:Name"] = "The Club",
            ["Organisation:TimeZone"] = "Europe/Oslo",
            ["Organisation:Currency"] = "NOK",
            ["Organisation:Language"] = "en",
            ["Organisation:BankAccount"] = "1234 56 78903",
            ["Organisation:ContactEmail"] = "treasurer@club.example",
            ["Mail:From"] = "treasurer@club.example",
            ["Mail:Host"] = "127.0.0.1",
        });
        builder.Logging.ClearProviders();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
