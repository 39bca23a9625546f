using System.Diagnostics;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Reminders;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Bench.NightShift;

/// <summary>
/// The reminder run over a million invoices of which some four thousand are late, all on the first night, beside bare SQL; and
/// what a member at the home page notices of it.
/// </summary>
internal sealed class ReminderMeasure(string folder)
{
    private const int Accounts = 2;

    /// <summary>So many invoices are the archive's to one of the living club.</summary>
    private const int OneIn = 5;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly WriteTimes _writes = new();

    public async Task<ReminderResult> RunAsync(NightPlan plan)
    {
        var payers = await ClubFile.MakeAsync(folder, plan.Invoices / OneIn, Accounts);
        var file = Path.Combine(folder, "demo.db");
        await Archive.FillUpAsync(file, plan.Invoices);
        var bare = await BareSql.CopyAsync(file, Path.Combine(folder, "bare.db"));

        await using var portal = await StartAsync();
        var services = portal.App.Services;
        var dueBy = services.GetRequiredService<BillingCalendar>().Today.AddDays(-new ReminderOptions().Plan().DaysAfterDue[0]);
        var home = new HomeWaits(portal.Address, Load.Get(portal.Address, "/", (await SignedIn.AsAsync(portal.Address, payers[0].Email)).Cookies));
        await home.WhileAsync(Task.Run(() => WarmUpAsync(services)));
        await bare.ForgetAsync(file);
        var before = await CountAsync(services);

        _writes.Forget();
        var rounds = new List<ReminderRound>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var idle = await home.WhileAsync(Task.Delay(Idle));
            await bare.ForgetAsync(file);
            var during = await home.WhileAsync(Task.Run(() => RemindAsync(services)));   // SQLite works on the thread that asks
            await bare.ForgetAsync(file);
            rounds.Add(new ReminderRound(await TimeAsync(services), await bare.WriteAsync(file), await bare.UpdateAsync(dueBy), idle, during));
        }

        return new ReminderResult
        {
            Invoices = plan.Invoices,
            Mails = await CountAsync(services) - before,
            Rounds = rounds,
            Second = await TimeAsync(services),
            LongestWrite = _writes.Taken.Max(),
            BareFind = await bare.FindAsync(dueBy),
        };
    }

    /// <summary>The whole run once, so that the compiler has done its work: a portal runs this every hour.</summary>
    private static async Task WarmUpAsync(IServiceProvider services)
    {
        await RemindAsync(services);
        await Task.Delay(Idle);
    }

    private static async Task<TimeSpan> TimeAsync(IServiceProvider services)
    {
        var began = Stopwatch.GetTimestamp();
        await RemindAsync(services);
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task RemindAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemindOfPastDueInvoices>().RunAsync(default);
    }

    private static async Task<int> CountAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Outbox.CountAsync();
    }

    private Task<RunningPortal> StartAsync()
    {
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0", "--Storage:Folder", folder, "--Demo:SandboxPort", "0", "--Demo:HasData", "False",
            "--Portal:RunsSchedule", "False", "--Logging:LogLevel:Default", "None", "--Reminders:FromHour", "0", "--Reminders:UntilHour", "24",
        ];
#pragma warning disable RS0030 // a bench runs by the wall clock
        return Web.Program.StartAsync(settings, TimeProvider.System, builder =>
            builder.Services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(_writes)));
#pragma warning restore RS0030
    }
}

internal sealed record ReminderResult
{
    public required int Invoices { get; init; }
    public required int Mails { get; init; }
    public required IReadOnlyList<ReminderRound> Rounds { get; init; }
    public required TimeSpan Second { get; init; }
    public required TimeSpan LongestWrite { get; init; }
    public required TimeSpan BareFind { get; init; }
}

/// <param name="Run">Reminding everybody, with nobody at the portal.</param>
/// <param name="Write">The same rows by one INSERT … SELECT for each table.</param>
/// <param name="Update">One UPDATE of what is late.</param>
/// <param name="HomeIdle">The home page's 99th percentile in milliseconds.</param>
/// <param name="HomeDuring">The same while everybody is reminded.</param>
internal sealed record ReminderRound(TimeSpan Run, TimeSpan Write, TimeSpan Update, double HomeIdle, double HomeDuring);
