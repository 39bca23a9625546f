using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Bench;

/// <summary>
/// R1 of 5-quality.md: a Razor page with one read, over the portal's own model, file and tuning, and nothing else: no
/// sign-in, no layout, no language, no compression. The read is a member's ten latest invoices, what the home page is about;
/// a second page, which reads one row by its key, shows what the least possible page costs.
/// </summary>
internal static class BareSite
{
    public const string Command = "bare";

    public static async Task RunAsync(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning", "--Storage:Folder", folder],
            ApplicationName = typeof(BareSite).Assembly.GetName().Name,
        });
        builder.Services.AddOptions<PortalOptions>();
        builder.Services.AddData(isDemo: true);
        builder.Services.AddRazorPages();

        await using var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
