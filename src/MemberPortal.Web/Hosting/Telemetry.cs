using System.Diagnostics;
using MemberPortal.Web.Jobs;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MemberPortal.Web.Hosting;

/// <summary>Metrics and traces of requests, of calls to the provider and of jobs, for a collector that the settings name.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>();
        if (options?.OtlpEndpoint is not { } collector)
            return;

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("MemberPortal"))
            .WithMetrics(metrics => metrics
                .AddMeter(JobTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
                .AddOtlpExporter(otlp => otlp.Endpoint = collector))
            .WithTracing(traces => traces
                .AddSource(JobTelemetry.Name, "Microsoft.AspNetCore", "System.Net.Http")
                .AddProcessor(new WithoutAddresses())
                .AddOtlpExporter(otlp => otlp.Endpoint = collector));
    }

    /// <summary>An address may hold a link that lets one in, or an id of the provider's: the route is told in its place.</summary>
    internal sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] Telling = ["url.path", "url.query", "url.full", "http.target", "http.url", "user_agent.original", "client.address"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in Telling)
                data.SetTag(tag, null);
        }
    }
}
