using System.IO.Compression;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.ResponseCompression;

namespace MemberPortal.Web.Hosting;

internal static class PagesRegistration
{
    /// <summary>Razor Pages under Features; every page is closed to visitors unless it says otherwise.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.RootDirectory = "/Features")
            .AddMvcOptions(mvc => mvc.Filters.Add<KeepsTheForm>())
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization(annotations =>
                annotations.DataAnnotationLocalizerProvider = (_, texts) => texts.Create(typeof(Texts)));
        services.AddLocalization();
        services.AddSingleton<Icons>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddResponseCompression(options =>
        {
            // Antiforgery tokens are masked anew for each answer, so compressing them over https tells nothing (BREACH).
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
    }
}
