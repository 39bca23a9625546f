using Microsoft.AspNetCore.StaticFiles;

namespace MemberPortal.Web.Hosting;

/// <summary>The site's own files. A page names them with their version, so a browser may keep them for good.</summary>
internal static class Assets
{
    public static string Root => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void UseAssets(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        ContentTypeProvider = new FileExtensionContentTypeProvider(),
    });
}
