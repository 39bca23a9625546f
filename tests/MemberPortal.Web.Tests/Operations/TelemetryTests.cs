using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Operations;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_is_told_of_requests_and_jobs_by_their_names_and_of_no_address()
    {
        await using var collector = await Collector.StartAsync();
        var portal = new ToldPortal(collector.Address);
        await portal.InitializeAsync();
        using (var visitor = new HttpClient { BaseAddress = portal.Address })
        {
            await visitor.GetAsync(new Uri("/pay/a-token-that-nobody-may-learn", UriKind.Relative));
        }

        await portal.Services.GetRequiredService<JobRunner>().RunAsync(Schedule.Jobs.Single(ours => ours.Job == typeof(SendOutgoingMails)), default);
        await portal.DisposeAsync();   // what was measured leaves at the latest then

        var traces = collector.Told("trace");
        Assert.Contains("MemberPortal", traces, StringComparison.Ordinal);
        Assert.Contains("GET pay/{token}", traces, StringComparison.Ordinal);
        Assert.Contains(nameof(SendOutgoingMails), traces, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-may-learn", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Told("metrics"), StringComparison.Ordinal);
    }

    private sealed class ToldPortal(Uri collector) : Portal
    {
        private protected override void Adjust(WebApplicationBuilder builder)
        {
            base.Adjust(builder);
            builder.Configuration.AddInMemoryCollection([new("Telemetry:OtlpEndpoint", collector.AbsoluteUri)]);
        }
    }
}
