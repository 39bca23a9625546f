using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Features.Desk;
using MemberPortal.Web.Features.Home;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.MailLog;
using MemberPortal.Web.Features.Members;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Features.Runs;
using MemberPortal.Web.Features.Settings;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web;

/// <summary>What the portal is made of, one line each.</summary>
internal static class Program
{
    /// <summary>Throws the demo's database and payments away before it starts.</summary>
    private const string FreshDemo = "--fresh-demo";

    public static async Task<int> Main(string[] args)
    {
        try
        {
#pragma warning disable RS0030 // the one place that supplies the clock
            var clock = TimeProvider.System;
#pragma warning restore RS0030
            if (args is ["create-admin", var email, ..])
            {
                await Console.Out.WriteLineAsync((await CreateAdminAsync(email, args, clock)).AbsoluteUri);
                return 0;
            }

            if (BackupCommands.Are(args))
                return await BackupCommands.RunAsync(args, FileOf(BackupCommands.SettingsOf(args)), clock, Console.Out);

            await using var portal = await StartAsync(args, clock);
            await Console.Out.WriteLineAsync(Announcement.Of(portal));
            await portal.App.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception refused) when (StartRefusal.ReasonOf(refused) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    /// <summary>Starts the whole portal, in the demo with its provider; the tests start it by the same road.</summary>
    internal static async Task<RunningPortal> StartAsync(
        string[] args, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = NewBuilder(args, adjust);
        var mode = PortalMode.Of(builder.Configuration);
        var file = PortalMode.FileOf(builder, mode);
        if (mode.IsDemo && args.Contains(FreshDemo))
            PortalMode.StartOver(file);

        var settings = AddSettings(builder, file);
        var demo = mode.IsDemo ? await PortalMode.BringDemoAsync(builder.Configuration, file.Folder, clock, default) : null;
        try
        {
            var app = Build(builder, clock, mode, settings, demo);
            return await RunningPortal.StartAsync(app, demo?.Provider, default);
        }
        catch
        {
            if (demo is not null)
                await demo.Provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Without listening: an account for the first administrator of a production portal, and the link to its password.</summary>
    internal static async Task<Uri> CreateAdminAsync(
        string email, string[] args, TimeProvider clock, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = NewBuilder(args, adjust);
        var mode = PortalMode.Of(builder.Configuration);
        if (mode.IsDemo)
            throw new StartRefusedException("create-admin is for production, and Stripe:SecretKey is not set: the demo has an administrator.", null);

        var settings = AddSettings(builder, PortalMode.FileOf(builder, mode));
        await using var app = Build(builder, clock, mode, settings, demo: null);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().RunAsync(default);
        return await scope.ServiceProvider.GetRequiredService<CreateAdmin>().RunAsync(email, default);
    }

    private static PortalFile FileOf(string[] args)
    {
        var builder = NewBuilder(args, adjust: null);
        return PortalMode.FileOf(builder, PortalMode.Of(builder.Configuration));
    }

    private static WebApplicationBuilder NewBuilder(string[] args, Action<WebApplicationBuilder>? adjust)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. args.Where(arg => arg != FreshDemo)],   // Except would drop a value said twice
            ApplicationName = typeof(Program).Assembly.GetName().Name,   // whose pages these are, whoever starts them
            WebRootPath = Assets.Root,
        });
        Defaults.AddTo(builder.Configuration);
        adjust?.Invoke(builder);
        return builder;
    }

    /// <summary>The database's own settings lie over all others.</summary>
    private static DatabaseSettings AddSettings(WebApplicationBuilder builder, PortalFile file)
    {
        var settings = new DatabaseSettings(
            file, EditableSettings.All.Select(setting => setting.Key).Append(DemoClock.Setting).ToHashSet(StringComparer.OrdinalIgnoreCase));
        ((IConfigurationBuilder)builder.Configuration).Add(settings);
        return settings;
    }

    private static WebApplication Build(
        WebApplicationBuilder builder, TimeProvider clock, PortalMode mode, DatabaseSettings settings, DemoWorld? demo)
    {
        var services = builder.Services;
        services.AddSingleton(new MachineClock(clock));
        services.AddSingleton(demo?.Clock ?? clock);
        services.AddSingleton(mode);
        services.AddSettings(settings);
        services.AddDiscreetLogs();
        services.AddTelemetry(builder.Configuration);
        services.AddOrganisation(mode.IsDemo);
        services.AddData(mode.IsDemo);
        services.AddStripe();
        services.AddMail(mode.IsDemo);
        services.AddInvoices();
        services.AddPayments();
        services.AddPaymentMethods();
        services.AddPayingByLink();
        services.AddReminders();
        services.AddMailLog();
        services.AddSingleton<HoldingsQuery>();
        services.AddSingleton<OverviewReads>();
        services.AddScoped<OverviewQuery>();
        services.AddDesk();
        services.AddMembers();
        services.AddClaims();
        services.AddSchedule(Schedule.Jobs, demo?.Clock ?? clock, runs: builder.Configuration.GetValue("Portal:RunsSchedule", true));
        services.AddScoped<HandleStripeEvent>();
        services.AddCookies();
        services.AddSignIn();
        services.AddRuns();
        services.AddProof();
        services.AddDemo(demo);
        services.AddPages();
        services.AddMailbox(mode.IsDemo);
        services.AddFailures();
        services.AddServerLimits();

        var app = builder.Build();
        app.UseCorrelation();
        app.UseKnownProxies();
        app.UseFailures();
        app.UseSecurityHeaders(mode.IsDemo);
        app.UseKnownHosts(mode.IsDemo);
        app.UseServerLimits();
        app.UseResponseCompression();
        app.UseAssets();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRequestLines();
        app.Use(UnreadSession.StopAsync);
        app.UseRequestLanguage();
        app.UseAuthorization();
        app.MapHealth();
        app.MapStripeWebhook();
        app.MapRazorPages();
        app.MapMailLog();
        app.MapMailbox(mode.IsDemo);
        return app;
    }
}
