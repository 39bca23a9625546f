using MemberPortal.Bench;

// Measures the member's home page beside a bare one: bench/run. The bare page is this program as well, in a process of its own.
if (args is [BareSite.Command, var folder])
{
    await BareSite.RunAsync(folder);
    return;
}

var plan = args.Contains("--short") ? Plan.Short : Plan.Long;
var report = await new Run(plan).MeasureAsync();
await File.WriteAllTextAsync(args[^1], report);
await Console.Out.WriteLineAsync(report);
