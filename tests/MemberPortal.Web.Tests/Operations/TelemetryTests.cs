using System.Collections.Concurrent;
using System.Net;
using System.Text;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    /// <summary>Takes in OTLP over gRPC, as a collector does: HTTP/2 without TLS, and yes to all.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _told = new();
        private readonly WebApplication _app;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, on => on.Protocols = HttpProtocols.Http2));
            _app = builder.Build();
            _app.Run(TakeInAsync);
        }

        public Uri Address => new(_app.Urls.First());

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._app.StartAsync();
            return collector;
        }

        /// <summary>Its words, among the bytes around them.</summary>
        public string Told(string of) =>
            string.Concat(_told.Where(told => told.Path.Contains(of, StringComparison.Ordinal)).Select(told => told.Body));

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        private async Task TakeInAsync(HttpContext call)
        {
            using var body = new MemoryStream();
            await call.Request.Body.CopyToAsync(body);
            _told.Enqueue((call.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));

            call.Response.ContentType = "application/grpc";
            await call.Response.Body.WriteAsync(new byte[5]);
            call.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
