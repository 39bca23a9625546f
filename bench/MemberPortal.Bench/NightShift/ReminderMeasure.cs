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

    public async Task<ReminderResult> RunAsync(int invoices)
    {
        var payers = await ClubFile.MakeAsync(folder, invoices / OneIn, Accounts);
        var file = Path.Combine(folder, "demo.db");
        await Archive.FillUpAsync(file, invoices);
        var bare = await BareSql.CopyAsync(file, Path.Combine(folder, "bare.db"));

        await using var portal = await StartAsync();
        var services = portal.App.Services;
        var plan = new ReminderOptions().Plan();
        var dueBy = services.GetRequiredService<BillingCalendar>().Today.AddDays(-plan.DaysAfterDue[0]);
        var home = new HomeWaits(portal.Address, Load.Get(portal.Address, "/", (await SignedIn.AsAsync(portal.Address, payers[0].Email)).Cookies));
        await home.WhileAsync(Task.Delay(Idle));   // warm

        var idle = await home.WhileAsync(Task.Delay(Idle));
        _writes.Forget();
        var began = Stopwatch.GetTimestamp();
        var during = await home.WhileAsync(Task.Run(() => RemindAsync(services)));   // SQLite works on the thread that asks
        var sweep = Stopwatch.GetElapsedTime(began);
        var longest = _writes.Taken.Max();

        began = Stopwatch.GetTimestamp();
        await RemindAsync(services);
        var second = Stopwatch.GetElapsedTime(began);

        return new ReminderResult
        {
            Invoices = invoices,
            Mails = await CountAsync(services),
            Sweep = sweep,
            Second = second,
            LongestWrite = longest,
            HomeIdle = idle,
            HomeDuring = during,
            BareFind = await bare.FindAsync(dueBy),
            BareUpdate = await bare.UpdateAsync(dueBy),
            BareWrite = await bare.WriteAsync(file),
        };
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

/// <summary>Times of one run; of the home page the 99th percentile in milliseconds.</summary>
internal sealed record ReminderResult
{
    public required int Invoices { get; init; }
    public required int Mails { get; init; }
    public required TimeSpan Sweep { get; init; }
    public required TimeSpan Second { get; init; }
    public required TimeSpan LongestWrite { get; init; }
    public required double HomeIdle { get; init; }
    public required double HomeDuring { get; init; }
    public required TimeSpan BareFind { get; init; }
    public required TimeSpan BareUpdate { get; init; }
    public required TimeSpan BareWrite { get; init; }
}
