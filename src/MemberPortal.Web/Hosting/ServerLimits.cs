using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MemberPortal.Web.Hosting;

/// <summary>What the web server takes in and what it tells of itself.</summary>
internal static class ServerLimits
{
    /// <summary>Bytes; our largest form is a few hundred.</summary>
    private const long LargestBody = 1024 * 1024;

    public static void AddServerLimits(this IServiceCollection services) => services.Configure<KestrelServerOptions>(kestrel =>
    {
        // A line ends in CR LF and in nothing else: a proxy before us may see another end, and another request behind it.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", isEnabled: true);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
    });

    /// <summary>Says 413 before anything is read: whoever reads a form takes one that is cut off for a broken one.</summary>
    public static void UseServerLimits(this WebApplication app) => app.Use((context, next) =>
    {
        // The page that says so runs through here as well.
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (isErrorPage || context.Request.ContentLength is not > LargestBody)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });
}
