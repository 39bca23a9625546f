using System.Globalization;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>The figures as bench/results.md shows them: each the median of its rounds, with the least and the most.</summary>
internal sealed class Report(
    Plan plan, string machine, IReadOnlyList<ClubResult> clubs, LoadResult taps, LoadResult events, StartResult starts)
{
    private readonly StringBuilder _text = new();

    public string Text()
    {
        Line($"# Speed");
        Line($"");
        Line($"Written by `bench/run`, median (least to most) of {plan.Rounds} interleaved rounds of {plan.Round.TotalSeconds} s, {Plan.AtATime} requests at a time.");
        Line($"The bare page (R1) is a Razor page with one read over the same file, a member's ten latest invoices, and nothing around it, as the");
        Line($"framework does it by itself; beside it, a page that reads one row by its key, and the bare page over connections that keep what SQLite");
        Line($"has prepared, as the portal's do. The member's home page is signed in, whole, and brotli.");
        Line($"");
        Line($"- commit {Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown"}");
        Line($"- {machine}");
        Line($"");
        Line($"| measure | invoices | figure | floor | goal |");
        Line($"| --- | --- | --- | --- | --- |");
        foreach (var club in clubs)
            Ratios(club);

        AtMost("P5 a first tap on Pay, own time without the provider's, p99", $"{taps.P99:F1} ms of {taps.Waits.Count:N0} taps", taps.P99, 50, 20, "ms");
        AtLeast("P6 events taken in, on disk before the answer", $"{events.PerSecond:F0} a second", events.PerSecond, 1_000, 3_000);
        AtMost($"P6 p99, {Plan.EventsAtATime} at a time", $"{events.P99:F1} ms of {events.Waits.Count:N0} events", events.P99, 100, 25, "ms");
        AtMost("P15 cold start to the first page, existing database", $"{Figure(starts.Existing, "F2")} s", Median(starts.Existing), 5, 1.5, "s");
        Line($"| the same, new database with the demo's history | | {Figure(starts.Fresh, "F2")} s | | |");
        Line($"");
        Line($"| | invoices | a second | p50 ms | p99 ms | CPU µs each |");
        Line($"| --- | --- | --- | --- | --- | --- |");
        foreach (var club in clubs)
        {
            Absolute("bare", club.Invoices, [.. club.Rounds.Select(round => round.Bare)]);
            Absolute("one row", club.Invoices, [.. club.Rounds.Select(round => round.Row)]);
            Absolute("bare, statements kept", club.Invoices, [.. club.Rounds.Select(round => round.Keeping)]);
            for (var page = 0; page < club.Rated.Count; page++)
                Absolute(club.Rated[page].Name, club.Invoices, [.. club.Rounds.Select(round => round.Rated[page])]);
        }

        Absolute("tap on Pay, with the stand-in's work", plan.Sizes[0], [taps]);
        Absolute("event", plan.Sizes[0], [events]);
        return _text.ToString();
    }

    private void Ratios(ClubResult club)
    {
        for (var page = 0; page < club.Rated.Count; page++)
        {
            var (rated, at) = (club.Rated[page], page);
            var throughput = club.Rounds.Select(round => round.Throughput(at)).ToList();
            AtLeast($"{rated.Id} {rated.Name} / R1, throughput", Figure(throughput, "F2"), Median(throughput), rated.Floor, rated.Goal, club.Invoices);
            Line($"| {rated.Id} in CPU time, where neighbours do not count | {club.Invoices:N0} | {Figure([.. club.Rounds.Select(r => r.CpuThroughput(at))], "F2")} | | |");
            Line($"| {rated.Id} beside the bare page with kept statements | {club.Invoices:N0} | {Figure([.. club.Rounds.Select(r => r.ThroughputToKeeping(at))], "F2")} | | |");
            Line($"| {rated.Id} beside the page of one row | {club.Invoices:N0} | {Figure([.. club.Rounds.Select(r => r.ThroughputToRow(at))], "F2")} | | |");
        }

        var tail = club.Rounds.Select(round => round.Tail(0)).ToList();
        AtMost("P2 home / R1, p99", Figure(tail, "F2"), Median(tail), 5, 2.5, "", club.Invoices);
        var mebibytes = club.ResidentBytes / (1024 * 1024);
        AtMost($"P15 memory after the rounds and {plan.BeforeMemory:N0} more pages", $"{mebibytes} MB", mebibytes, 300, 160, "MB", club.Invoices);
    }

    private void AtLeast(string measure, FormattableString figure, double value, double floor, double goal) =>
        AtLeast(measure, figure.ToString(CultureInfo.InvariantCulture), value, floor, goal, null);

    private void AtLeast(string measure, string figure, double value, double floor, double goal, int? invoices) =>
        Line($"| {measure} | {invoices:N0} | {figure} | {Holds(value >= floor)} ≥ {floor:#,0.##} | {Holds(value >= goal)} ≥ {goal:#,0.##} |");

    private void AtMost(string measure, FormattableString figure, double value, double floor, double goal, string unit) =>
        AtMost(measure, figure.ToString(CultureInfo.InvariantCulture), value, floor, goal, unit, null);

    private void AtMost(string measure, string figure, double value, double floor, double goal, string unit, int? invoices) =>
        Line($"| {measure} | {invoices:N0} | {figure} | {Holds(value <= floor)} ≤ {floor} {unit} | {Holds(value <= goal)} ≤ {goal} {unit} |");

    private void Absolute(string what, int invoices, IReadOnlyList<LoadResult> results) => Line(
        $"| {what} | {invoices:N0} | {Figure([.. results.Select(r => r.PerSecond)], "F0")} | {Figure([.. results.Select(r => r.P50)], "F1")} | {Figure([.. results.Select(r => r.P99)], "F1")} | {Figure([.. results.Select(r => r.CpuMicroseconds)], "F0")} |");

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Holds(bool holds) => holds ? "holds" : "**misses**";

    private static string Figure(IReadOnlyList<double> values, string format) => values is [var only]
        ? Text(only, format)
        : $"{Text(Median(values), format)} ({Text(values.Min(), format)}–{Text(values.Max(), format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
