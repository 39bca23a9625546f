using MemberPortal.Web.Tests.SignIn;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Security;

/// <summary>Many who say little, slowly: the server hangs up on them within its limits, and nobody else waits meanwhile.</summary>
public sealed class SlowVisitorTests(SlowVisitorTests.HastyPortal portal) : IClassFixture<SlowVisitorTests.HastyPortal>
{
    private const int Many = 200;

    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nEmail=")]
    [InlineData("POST /stripe/webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nEm")]
    public async Task Who_stops_in_the_middle_is_hung_up_on_while_others_are_served(string beginning)
    {
        var slow = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => RawVisitor.ConnectAsync(portal.Address)));
        await Task.WhenAll(slow.Select(visitor => visitor.SayAsync(beginning)));

        using var visitor = portal.Visit();
        for (var i = 0; i < 20; i++)
            await visitor.ReadAsync("/sign-in");

        var statuses = await Task.WhenAll(slow.Select(one => one.StatusesAsync()));
        Assert.All(statuses, heard => Assert.True(heard is [] or [408] or [400], string.Join(' ', heard)));   // a form that is cut off is none
        Array.ForEach(slow, one => one.Dispose());
    }

    [Fact]
    public async Task Who_says_nothing_at_all_is_hung_up_on()
    {
        using var silent = await RawVisitor.ConnectAsync(portal.Address);

        Assert.Equal("", await silent.HearAsync());
    }

    [Fact]
    public async Task A_portal_that_nobody_hurries_hangs_up_within_half_a_minute()
    {
        var patient = new Portal();
        await patient.InitializeAsync();

        var limits = patient.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        Assert.InRange(limits.MinRequestBodyDataRate!.GracePeriod, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3));
        await patient.DisposeAsync();
    }

    /// <summary>With the least patience that the server can have.</summary>
    public sealed class HastyPortal : SignInPortal
    {
        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Services.PostConfigure<KestrelServerOptions>(kestrel =>
            {
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
                kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(1.1));
            });
        }
    }
}
