using System.Globalization;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>The figures as bench/results.md shows them: each the median of its rounds, with the least and the most.</summary>
internal sealed class Report(Plan plan, string machine, IReadOnlyList<ClubResult> clubs, StartResult starts)
{
    private readonly StringBuilder _text = new();

    public string Text()
    {
        Line($"# Speed of the member's home page");
        Line($"");
        Line($"Written by `bench/run`, median (least to most) of {plan.Rounds} interleaved rounds of {plan.Round.TotalSeconds} s, {Plan.Concurrency} requests at a time.");
        Line($"The bare page (R1) is a Razor page with one read over the same file, a member's ten latest invoices, and nothing around it;");
        Line($"beside it, a page that reads one row by its key. The home page is signed in, whole, and brotli.");
        Line($"");
        Line($"- commit {Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown"}");
        Line($"- {machine}");
        Line($"");
        Line($"| measure | invoices | figure | floor | goal |");
        Line($"| --- | --- | --- | --- | --- |");
        foreach (var club in clubs)
            Ratios(club);

        Line($"| cold start to the first page, existing database | | {Figure(starts.Existing, "F2")} s | {Holds(Median(starts.Existing) <= 5)} ≤ 5 s | {Holds(Median(starts.Existing) <= 1.5)} ≤ 1.5 s |");
        Line($"| the same, new database with the demo's history | | {Figure(starts.Fresh, "F2")} s | | |");
        Line($"");
        Line($"| | invoices | pages/s | p50 ms | p99 ms | CPU µs a page |");
        Line($"| --- | --- | --- | --- | --- | --- |");
        foreach (var club in clubs)
        {
            Absolute("bare", club.Invoices, [.. club.Rounds.Select(round => round.Bare)]);
            Absolute("one row", club.Invoices, [.. club.Rounds.Select(round => round.Row)]);
            Absolute("home", club.Invoices, [.. club.Rounds.Select(round => round.Home)]);
        }

        return _text.ToString();
    }

    private void Ratios(ClubResult club)
    {
        var (throughput, tail) = (club.Rounds.Select(r => r.Throughput).ToList(), club.Rounds.Select(r => r.Tail).ToList());
        var mebibytes = club.ResidentBytes / (1024 * 1024);
        Line($"| P1 home / R1, throughput | {club.Invoices:N0} | {Figure(throughput, "F2")} | {Holds(Median(throughput) >= 0.30)} ≥ 0.30 | {Holds(Median(throughput) >= 0.50)} ≥ 0.50 |");
        Line($"| P2 home / R1, p99 | {club.Invoices:N0} | {Figure(tail, "F2")} | {Holds(Median(tail) <= 5)} ≤ 5 | {Holds(Median(tail) <= 2.5)} ≤ 2.5 |");
        Line($"| P1 in CPU time, where neighbours do not count | {club.Invoices:N0} | {Figure([.. club.Rounds.Select(r => r.CpuThroughput)], "F2")} | | |");
        Line($"| P1 beside the page of one row | {club.Invoices:N0} | {Figure([.. club.Rounds.Select(r => r.ThroughputToRow)], "F2")} | | |");
        Line($"| memory after the rounds and {plan.BeforeMemory:N0} more pages | {club.Invoices:N0} | {mebibytes} MB | {Holds(mebibytes <= 300)} ≤ 300 MB | {Holds(mebibytes <= 160)} ≤ 160 MB |");
    }

    private void Absolute(string page, int invoices, IReadOnlyList<LoadResult> results) => Line(
        $"| {page} | {invoices:N0} | {Figure([.. results.Select(r => r.PerSecond)], "F0")} | {Figure([.. results.Select(r => r.P50)], "F1")} | {Figure([.. results.Select(r => r.P99)], "F1")} | {Figure([.. results.Select(r => r.CpuMicroseconds)], "F0")} |");

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Holds(bool holds) => holds ? "holds" : "**misses**";

    private static string Figure(IReadOnlyList<double> values, string format) =>
        $"{Text(Median(values), format)} ({Text(values.Min(), format)}–{Text(values.Max(), format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
