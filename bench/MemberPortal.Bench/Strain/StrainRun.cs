using System.Globalization;
using System.Text;
using MemberPortal.Bench.NightShift;

namespace MemberPortal.Bench.Strain;

/// <summary>Measures what the portal bears (5-quality.md, P14, P15 and P22): bench/strain.</summary>
internal static class StrainRun
{
    public const string Command = "strain";
    private const int Members = 20;

    public static async Task<string> MeasureAsync(StrainPlan plan)
    {
        var root = Directory.CreateTempSubdirectory("bench-strain-").FullName;
        try
        {
            var machine = Machine.Describe();
            await Console.Error.WriteLineAsync("writers…");
            var writers = await WriterMeasure.RunAsync(Path.Combine(root, "writers"), plan);

            var folder = Path.Combine(root, "served");
            var payers = await ClubFile.MakeAsync(folder, plan.Invoices, Members);
            using var portal = await ServedProcess.PortalAsync(folder, hasData: false);
            var homes = new List<byte[]>();
            foreach (var payer in payers)
                homes.Add(Load.Get(portal.Address, "/", (await SignedIn.AsAsync(portal.Address, payer.Email)).Cookies));

            var load = new Load(portal, homes);
            await load.RunAsync(plan.Requests);
            var before = portal.ResidentBytes;
            await Console.Error.WriteLineAsync($"soak, {plan.Soak}…");
            await load.RunAsync(plan.Soak);
            var after = portal.ResidentBytes;
            await Console.Error.WriteLineAsync("flood…");
            var flood = await FloodAsync(portal, homes[0], plan);
            return Report(plan, machine, writers, flood, before, after);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<FloodResult> FloodAsync(ServedProcess portal, byte[] home, StrainPlan plan)
    {
        var (waits, flood) = (new HomeWaits(portal.Address, home), new SignInFlood(portal));
        var ratios = new List<double>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            var idle = await waits.WhileAsync(Task.Delay(plan.Round));
            ratios.Add(await waits.WhileAsync(flood.RunAsync(plan.Round)) / idle);
        }

        return new FloodResult([.. ratios.Order()], flood.Tries, flood.TurnedAway);
    }

    private static string Report(StrainPlan plan, string machine, WriterResult writers, FloodResult flood, long before, long after)
    {
        var tail = writers.P999 / writers.P50;
        var (median, drift) = (flood.Ratios[flood.Ratios.Count / 2], ((double)after / before) - 1);
        var text = new StringBuilder();
        Line($"# What the portal bears");
        Line($"");
        Line($"Written by `bench/strain`. {WriterMeasure.Writers} sellers record cash at once; {Plan.AtATime} members look at the home page for {plan.Soak.TotalMinutes:F1} minutes without a pause;");
        Line($"then somebody tries fifty wrong passwords a second, each from another address and for another account, while one member looks at it.");
        Line($"");
        Line($"- commit {Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown"}");
        Line($"- {machine}");
        Line($"");
        Line($"| measure | figure | floor | goal |");
        Line($"| --- | --- | --- | --- |");
        Line($"| P14 {writers.Waits.Count:N0} receipts by {WriterMeasure.Writers} writers, p99.9 / p50 | {tail:F1} ({writers.P999:F1} / {writers.P50:F1} ms) | {Holds(tail <= 100)} ≤ 100 | {Holds(tail <= 20)} ≤ 20 |");
        Line($"| P14 receipts that were not written | {writers.Failures} | {Holds(writers.Failures == 0)} 0 | {Holds(writers.Failures == 0)} 0 |");
        Line($"| P22 home p99 during {flood.Tries:N0} wrong passwords, {flood.TurnedAway:N0} of them turned away / idle, {flood.Ratios.Count} rounds | {median:F2} ({flood.Ratios[0]:F2}–{flood.Ratios[^1]:F2}) | {Holds(median <= 3)} ≤ 3 | {Holds(median <= 1.5)} ≤ 1.5 |");
        Line($"| P15 memory after {plan.Requests:N0} pages | {before >> 20} MB | {Holds(before >> 20 <= 300)} ≤ 300 MB | {Holds(before >> 20 <= 160)} ≤ 160 MB |");
        Line($"| P15 memory after {plan.Soak.TotalMinutes:F1} minutes more | {after >> 20} MB, {drift:P1} | {Holds(drift <= 0.10)} ≤ 10 % | {Holds(drift <= 0.02)} ≤ 2 % |");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Holds(bool holds) => holds ? "holds" : "**misses**";
}

/// <param name="Ratios">Of the home page's 99th percentile during the flood to the one without, the least first.</param>
/// <param name="Tries">Wrong passwords in all.</param>
/// <param name="TurnedAway">Those that were answered 503.</param>
internal sealed record FloodResult(IReadOnlyList<double> Ratios, int Tries, int TurnedAway);
