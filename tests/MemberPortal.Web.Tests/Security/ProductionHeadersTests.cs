using System.Diagnostics.CodeAnalysis;
using System.Net;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Security;

/// <summary>A portal with a key, even a test key, is a real one: no demo, no sandbox, https for good.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public sealed class ProductionHeadersTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private RunningPortal _portal = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _portal = await Program.StartAsync([], new TestClock(), builder =>
        {
            builder.Configuration.AddInMemoryCollection(ProductionSettings.In(_folder.Path));
            builder.Logging.ClearProviders();
        });
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
    public async Task Nothing_of_the_demo_is_there()
    {
        var routes = _portal.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        Assert.DoesNotContain(routes, route => route.RoutePattern.RawText!.Contains("demo", StringComparison.OrdinalIgnoreCase));
        Assert.Null(_portal.Sandbox);
        Assert.Equal(["portal.db"], Directory.EnumerateFiles(_folder.Path, "*.db").Select(Path.GetFileName));
        foreach (var path in (string[])["/demo/accounts", "/demo/clock", "/demo/mailbox", "/demo/mailbox/1", "/demo/mailbox/1/body", "/_sandbox", "/v1/customers"])
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }

        var page = await _http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        Assert.DoesNotContain("demo/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"demo\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/sign-in", HttpStatusCode.OK)]
    [InlineData("GET", "/", HttpStatusCode.Found)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("GET", "/css/portal.css", HttpStatusCode.OK)]
    [InlineData("POST", "/sign-in", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/stripe/webhook", HttpStatusCode.BadRequest)]
    public async Task Every_answer_asks_for_https_for_two_years_and_sends_forms_to_the_provider_only(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        await StrictAnswer.AssertAsync(answer);
        Assert.Equal("max-age=63072000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Contains("form-action 'self' https://checkout.stripe.com", policy);
        Assert.Contains("frame-src 'none'", policy);
    }
}
