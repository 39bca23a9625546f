using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Bench;

/// <summary>
/// R1 of 5-quality.md: a Razor page with one read, over the portal's own model, file and pragmas, and nothing else: no
/// sign-in, no layout, no language, no compression. The read is a member's ten latest invoices, what the home page is about;
/// a second page, which reads one row by its key, shows what the least possible page costs.
/// </summary>
/// <remarks>
/// A yardstick does not grow with what it measures: SQLite's statements are prepared at each read, as the framework does
/// by itself. <see cref="KeepingCommand"/> is the same site over the connections that the portal keeps.
/// </remarks>
internal static class BareSite
{
    public const string Command = "bare";
    public const string KeepingCommand = "bare-keeping";

    public static async Task RunAsync(string folder, bool keeps)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning", "--Storage:Folder", folder],
            ApplicationName = typeof(BareSite).Assembly.GetName().Name,
        });
        SqliteTuning.TuneLibrary();
        builder.Services.AddOptions<PortalOptions>();
        if (keeps)
            builder.Services.AddData(isDemo: true);
        else
            builder.Services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>(options => options
                .UseSqlite(new PortalFile(folder, IsDemo: true).ConnectionString)
                .EnableThreadSafetyChecks(false)
                .AddInterceptors(new SqliteTuning()));
        builder.Services.AddRazorPages();

        await using var app = builder.Build();
        app.MapRazorPages();
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
