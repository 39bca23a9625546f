using System.Diagnostics;
using MemberPortal.Web.Jobs;
using Microsoft.AspNetCore.Http.Features;
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

    /// <summary>Says in a request's trace what the framework leaves out; what an error page adds later changes nothing.</summary>
    public static void NameTrace(HttpContext context, string? route)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } trace || trace.GetTagItem("http.route") is not null)
            return;

        trace.DisplayName = $"{context.Request.Method} {route}";
        trace.SetTag("http.request.method", context.Request.Method);
        trace.SetTag("http.route", route);
        trace.SetTag("http.response.status_code", context.Response.StatusCode);
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
