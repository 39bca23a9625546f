using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>
/// What a process of its own does when a test starts one (<see cref="Node"/>): runs one job of the real portal when it is
/// told to, and may die on the way; or says what the organisation's calendar and reminders look like from this machine's zone.
/// </summary>
internal static class NodeProcess
{
    public const string Ready = "node: ready";
    public const string Ran = "node: ran";

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["run", var job, var now, var diesAt, .. var settings]:
                await RunAsync(job, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), int.Parse(diesAt, CultureInfo.InvariantCulture), settings);
                return 0;
            case ["turns", var zone, var from, var until]:
                foreach (var line in TurnsIn.Zone(zone, DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(until, CultureInfo.InvariantCulture)))
                    await Console.Out.WriteLineAsync(line);
                return 0;
            case ["reminders", var zone, var change]:
                foreach (var line in await RemindersOver.ClockChangeAsync(zone, DateOnly.Parse(change, CultureInfo.InvariantCulture)))
                    await Console.Out.WriteLineAsync(line);
                return 0;
            default:
                return 1;
        }
    }

    private static async Task RunAsync(string job, DateTimeOffset now, int diesAt, string[] settings)
    {
        var deadline = new DeathAt(diesAt);
#pragma warning disable RS0030 // a process of its own, as Program.cs is
        var machine = TimeProvider.System;
#pragma warning restore RS0030
        await using var portal = await Program.StartAsync(settings, new DemoClock(machine, now - machine.GetUtcNow()), builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(deadline));
        });
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadLineAsync();
        deadline.Count();
        var runner = portal.App.Services.GetRequiredService<JobRunner>();
        var run = await runner.RunAsync(Schedule.Jobs.Single(ours => ours.Name == job), default);
        await Console.Out.WriteLineAsync($"{Ran} {run.Outcome} {deadline.Steps} {run.Error}");
    }
}
