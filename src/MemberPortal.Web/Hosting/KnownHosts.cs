using System.Net;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// Requests are answered under the portal's own name only, and a proxy is believed only if the settings name it
/// (5-quality.md, "Proxy headers", "host header").
/// </summary>
internal static class KnownHosts
{
    private static readonly IReadOnlyList<string> ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.KnownProxies;
        if (proxies.Count == 0)
            return;

        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardLimit = proxies.Count,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(forwarded);
    }

    public static void UseKnownHosts(this WebApplication app, bool isDemo)
    {
        var own = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.PublicUrl;
        IReadOnlyList<string> known = [.. isDemo ? ThisMachine : [], .. own is null ? Array.Empty<string>() : [own.Host]];

        app.Use((context, next) =>
        {
            // Behind a proxy that ends TLS the request is http; the visitor's is as the portal's address says.
            context.Request.Scheme = own?.Scheme ?? context.Request.Scheme;

            // The page that says so runs through here as well.
            var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
            var isHealth = context.Request.Path.StartsWithSegments(Health.Folder);   // a supervisor knows the machine by its number
            if (isErrorPage || isHealth || known.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
                return next(context);

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }
}
