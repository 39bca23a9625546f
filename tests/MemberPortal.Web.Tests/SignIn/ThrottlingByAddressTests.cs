using System.Net;
using MemberPortal.Web.Features.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace MemberPortal.Web.Tests.SignIn;

/// <summary>
/// How often may be tried from one network address, where every try is at another account: behind a proxy that the settings
/// name, which says whose each request is (5-quality.md, "Anti-automation", "Proxy headers").
/// </summary>
public sealed class ThrottlingByAddressTests(ThrottlingByAddressTests.BehindProxy portal) : IClassFixture<ThrottlingByAddressTests.BehindProxy>
{
    private const int Tries = 3;
    private static int _names;

    [Fact]
    public async Task Whoever_tries_one_account_after_another_is_put_off_and_nobody_elsewhere_is()
    {
        for (var i = 0; i < Tries; i++)
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(portal, "198.51.100.1"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(portal, "198.51.100.1"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(portal, "198.51.100.2"));
        portal.Clock.Advance(new SignInOptions().TryWindow);
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(portal, "198.51.100.1"));
    }

    [Fact]
    public async Task Whoever_asks_for_mail_after_mail_is_put_off_and_nobody_elsewhere_is()
    {
        for (var i = 0; i < Tries; i++)
            Assert.Equal(HttpStatusCode.OK, await ForgetAsync("198.51.100.3"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await ForgetAsync("198.51.100.3"));
        Assert.Equal(HttpStatusCode.OK, await ForgetAsync("198.51.100.4"));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(portal, "198.51.100.3"));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, await ForgetAsync("198.51.100.3"));
    }

    // The third column: whether the second is as the first.
    [Theory]
    [InlineData("2001:db8:1:1::1", "2001:db8:1:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("198.51.100.5", "::ffff:198.51.100.5", true)]
    [InlineData("::ffff:198.51.100.6", "::ffff:198.51.100.7", false)]
    public async Task A_household_is_one_address_of_either_version(string first, string second, bool isOne)
    {
        for (var i = 0; i < Tries; i++)
            await SignInAsync(portal, first);

        Assert.Equal(isOne ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, await SignInAsync(portal, second));
    }

    [Fact]
    public async Task Whoever_gets_in_takes_nothing_from_others_in_the_clubhouse()
    {
        for (var i = 0; i < Tries - 1; i++)
            await SignInAsync(portal, "198.51.100.8");
        for (var i = 0; i < Tries; i++)
            Assert.Equal(HttpStatusCode.Found, await SignInAsync(portal, "198.51.100.8", (await portal.AddAccountAsync()).Email));

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(portal, "198.51.100.8"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(portal, "198.51.100.8"));
    }

    [Fact]
    public async Task Of_several_addresses_the_one_is_believed_that_the_proxy_saw()
    {
        for (var i = 0; i < Tries; i++)
            await SignInAsync(portal, $"198.51.100.{20 + i}, 198.51.100.9");

        Assert.Equal(HttpStatusCode.TooManyRequests, await SignInAsync(portal, "198.51.100.9"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.0.2.0/24", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    public async Task Only_a_proxy_that_the_settings_name_is_believed(string? proxy, bool isBelieved)
    {
        var behind = new BehindProxy(proxy);
        await behind.InitializeAsync();
        try
        {
            for (var i = 0; i < Tries; i++)
                await SignInAsync(behind, $"198.51.100.{i}");

            Assert.Equal(isBelieved ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, await SignInAsync(behind, "198.51.100.100"));
        }
        finally
        {
            await behind.DisposeAsync();
        }
    }

    /// <summary>With a name that nobody has and that is tried once, or an account's.</summary>
    private static Task<HttpStatusCode> SignInAsync(SignInPortal at, string from, string? account = null) =>
        PostAsync(at, from, "/sign-in", ("Email", account ?? NewName()), ("Password", SignInPortal.Password));

    private Task<HttpStatusCode> ForgetAsync(string from) => PostAsync(portal, from, "/forgot-password", ("Email", NewName()));

    private static string NewName() => $"nobody{Interlocked.Increment(ref _names)}@example.org";

    private static async Task<HttpStatusCode> PostAsync(SignInPortal at, string from, string path, params (string Name, string Value)[] fields)
    {
        using var visitor = at.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("RequestVerificationToken", await visitor.TokenAsync(path));
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The visitor's browser is the proxy's end: what it says of itself is what a proxy says.</summary>
    public sealed class BehindProxy : SignInPortal
    {
        private readonly string? _proxy;

        /// <summary>Made by xunit.</summary>
        public BehindProxy()
            : this("127.0.0.1")
        {
        }

        internal BehindProxy(string? proxy)
        {
            _proxy = proxy;
        }

        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Configuration.AddInMemoryCollection([new("SignIn:TriesPerAddress", $"{Tries}")]);
            if (_proxy is not null)
                builder.Configuration.AddInMemoryCollection([new("Portal:KnownProxies:0", _proxy)]);
        }
    }
}
