namespace MemberPortal.Bench.NightShift;

/// <summary>Measures the reminders (5-quality.md, P9 to P11) and the mails (P12): bench/night.</summary>
internal static class NightRun
{
    public const string Command = "night";

    public static async Task<string> MeasureAsync(NightPlan plan)
    {
        var root = Directory.CreateTempSubdirectory("bench-night-").FullName;
        try
        {
            var machine = Machine.Describe();
            await Console.Error.WriteLineAsync($"{plan.Mails} mails, {plan.Rounds} rounds…");
            var mails = await new MailMeasure(Path.Combine(root, "mails")).RunAsync(plan);
            var reminders = await MeasureRemindersAsync(plan, root);
            return NightReport.Of(plan, machine, reminders, mails);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>P9 alone, for bench/run --short.</summary>
    public static async Task<string> MeasureRemindersAsync(NightPlan plan)
    {
        var root = Directory.CreateTempSubdirectory("bench-night-").FullName;
        try
        {
            return NightReport.Reminders(await MeasureRemindersAsync(plan, root));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<ReminderResult> MeasureRemindersAsync(NightPlan plan, string root)
    {
        await Console.Error.WriteLineAsync($"{plan.Invoices} invoices: filling…");
        return await new ReminderMeasure(Path.Combine(root, "reminders")).RunAsync(plan);
    }
}
