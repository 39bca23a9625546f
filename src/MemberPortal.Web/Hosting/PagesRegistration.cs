using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;

namespace MemberPortal.Web.Hosting;

internal static class PagesRegistration
{
    /// <summary>Razor Pages under Features; every page is closed to visitors unless it says otherwise.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/Features";
                // A payment page that could not be opened shows the invoice again, at an address that may be loaded anew.
                options.Conventions.AddPageRoute("/Invoices/Invoice", "invoices/{number}/pay");
            })
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add(new HandledMethods());
                mvc.Filters.Add(new ReadableForms());
                // No script of ours names fields as jQuery does, and a name that only looks so would be a failure of ours.
                mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
                // A form has a thousand fields at most and an address eight thousand characters: no list is as long as this,
                // and one that were would be a failure of ours.
                mvc.MaxModelBindingCollectionSize = 10_000;
                mvc.Filters.AddService<KeepsTheForm>();
                mvc.Filters.AddService<RefusedForms>();
            })
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization(annotations =>
                annotations.DataAnnotationLocalizerProvider = (_, texts) => texts.Create(typeof(Texts)));
        services.AddSingleton<IStringLocalizerFactory, LoadedTexts.Factory>();
        services.AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddLocalization();
        services.AddSingleton<KeepsTheForm>();
        services.AddSingleton<RefusedForms>();
        services.AddSingleton<SiteFiles>();
        services.AddSingleton<Icons>();
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
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
