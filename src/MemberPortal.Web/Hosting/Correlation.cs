using System.Diagnostics;
using MemberPortal.Web.Features.Shared;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// Ties together what one request logs, under an id that its answer and its error page name. Beside it the scope says
/// which route was asked and by which account: ids only, and never the address, which may hold a link that lets one in.
/// </summary>
internal static class Correlation
{
    private const string Header = "X-Correlation-Id";

    /// <summary>Comes before whatever may fail.</summary>
    public static void UseCorrelation(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MemberPortal.Web.Requests");
        app.Use(async (context, next) =>
        {
            // Where nobody listens to traces there is none to name the request by.
            if (Activity.Current is null)
                context.TraceIdentifier = ActivityTraceId.CreateRandom().ToString();

            var id = Failures.CorrelationIdOf(context);
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id;
                return Task.CompletedTask;
            });
            using (log.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id }))
                await next(context);
        });
    }

    /// <summary>Comes after authentication: says once how each request went.</summary>
    public static void UseRequestLines(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("MemberPortal.Web.Requests");
        app.Use(async (context, next) =>
        {
            await next(context);
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            Telemetry.NameTrace(context, route);
            log.LogDebug(
                "{Method} {Route} answered {Status} to account {AccountId}",
                context.Request.Method,
                route,
                context.Response.StatusCode,
                context.User.Identity?.IsAuthenticated == true ? context.User.AccountId() : null);
        });
    }
}
