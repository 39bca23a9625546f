using System.Globalization;
using System.Text;

namespace MemberPortal.Bench.NightShift;

/// <summary>The figures as bench/night.md shows them.</summary>
internal static class NightReport
{
    public static string Of(NightPlan plan, string machine, ReminderResult run, MailResult mails)
    {
        var text = new StringBuilder();
        var ratio = mails.Rounds.Select(round => round.Whole / round.Bare).Order().ToList();
        var whole = mails.Rounds.Select(round => round.Whole).Order().ToList();

        Line($"# Speed of what runs by itself");
        Line($"");
        Line($"Written by `bench/night`. The reminder run is the first of its day over {run.Invoices:N0} invoices, of which four in a thousand are late:");
        Line($"{run.Mails:N0} members get a mail in one run, worded, with its pay links and its stages. The bare SQL works on a copy of the same file.");
        Line($"Mails are worded, queued, sent over {MailMeasure.Connections} connections to a sink in this process, and noted; the bare client only sends the bytes of one.");
        Line($"");
        Line($"- commit {Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown"}");
        Line($"- {machine}");
        Line($"");
        text.Append(Reminders(run));
        Line($"| P12 mails / bare client over one connection, {plan.Rounds} rounds of {plan.Mails:N0} | {Figure(ratio, "F2")} | {Holds(Median(ratio) >= 0.10)} ≥ 0.10 | {Holds(Median(ratio) >= 0.33)} ≥ 0.33 |");
        Line($"| P12 mails a second | {Figure(whole, "F0")} | {Holds(Median(whole) >= 600)} ≥ 600 | {Holds(Median(whole) >= 2000)} ≥ 2,000 |");
        Line($"| P12 lost, doubled | {mails.Lost}, {mails.Doubled} | {Holds(mails is { Lost: 0, Doubled: 0 })} 0, 0 | |");
        Line($"");
        Line($"| | figure |");
        Line($"| --- | --- |");
        Line($"| the run, ms | {Figure([.. run.Rounds.Select(round => round.Run.TotalMilliseconds).Order()], "F0")} |");
        Line($"| bare SELECT of the members | {run.BareFind.TotalMilliseconds:F0} ms |");
        Line($"| bare UPDATE of the invoices, ms | {Figure([.. run.Rounds.Select(round => round.Update.TotalMilliseconds).Order()], "F0")} |");
        Line($"| bare INSERT … SELECT of the rows, ms | {Figure([.. run.Rounds.Select(round => round.Write.TotalMilliseconds).Order()], "F0")} |");
        Line($"| home p99 idle, ms | {Figure([.. run.Rounds.Select(round => round.HomeIdle).Order()], "F1")} |");
        Line($"| home p99 during the run, ms | {Figure([.. run.Rounds.Select(round => round.HomeDuring).Order()], "F1")} |");
        Line($"| mails worded and queued a second | {Figure([.. mails.Rounds.Select(round => round.Written).Order()], "F0")} |");
        Line($"| mails sent and noted a second | {Figure([.. mails.Rounds.Select(round => round.Sent).Order()], "F0")} |");
        Line($"| CPU µs a mail, the sink's included | {Figure([.. mails.Rounds.Select(round => round.Cpu).Order()], "F0")} |");
        Line($"| mails of the bare client a second, over one connection | {Figure([.. mails.Rounds.Select(round => round.Bare).Order()], "F0")} |");
        Line($"| the same over {MailMeasure.Connections} | {Figure([.. mails.Rounds.Select(round => round.BareOverAll).Order()], "F0")} |");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The table's head and the rows of the reminder run: bench/run --short shows them too.</summary>
    public static string Reminders(ReminderResult run)
    {
        var write = run.Rounds.Select(round => round.Run / round.Write).Order().ToList();
        var update = run.Rounds.Select(round => round.Run / round.Update).Order().ToList();
        var home = run.Rounds.Select(round => round.HomeDuring / round.HomeIdle).Order().ToList();
        var (longest, second) = (run.LongestWrite.TotalMilliseconds, run.Second.TotalMilliseconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | measure | figure | floor | goal |
            | --- | --- | --- | --- |
            | P9 the reminder run over {run.Invoices:N0} invoices / one raw UPDATE of the late ones, {run.Rounds.Count} rounds | {Figure(update, "F1")} | {Holds(Median(update) <= 6)} ≤ 6 | {Holds(Median(update) <= 2)} ≤ 2 |
            | the run / the rows that it writes by bare INSERT … SELECT | {Figure(write, "F1")} | | |
            | P10 longest write | {longest:F0} ms | {Holds(longest <= 250)} ≤ 250 ms | {Holds(longest <= 50)} ≤ 50 ms |
            | P10 home p99 during the run / idle, one member, {run.Rounds.Count} rounds | {Figure(home, "F2")} | {Holds(Median(home) <= 3)} ≤ 3 | {Holds(Median(home) <= 1.5)} ≤ 1.5 |
            | P11 second run on the same day | {second:F0} ms | {Holds(second <= 1_000)} ≤ 1 s | {Holds(second <= 50)} ≤ 50 ms |

            """);
    }

    private static string Holds(bool holds) => holds ? "holds" : "**misses**";

    private static string Figure(List<double> sorted, string format) =>
        $"{Text(Median(sorted), format)} ({Text(sorted[0], format)}–{Text(sorted[^1], format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];
}
