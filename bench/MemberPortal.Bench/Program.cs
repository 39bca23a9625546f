using MemberPortal.Bench;
using MemberPortal.Bench.NightShift;
using MemberPortal.Bench.Strain;

// Measures the portal: bench/run. The bare page is this program as well, in a process of its own.
switch (args)
{
    case [BareSite.Command, var folder]:
        await BareSite.RunAsync(folder, keeps: false);
        return;

    case [BareSite.KeepingCommand, var folder]:
        await BareSite.RunAsync(folder, keeps: true);
        return;

    case [ProviderClock.Command, .. var portalArgs]:
        await ProviderClock.RunAsync(portalArgs);
        return;
}

if (args is [NightRun.Command, ..])
{
    var night = await NightRun.MeasureAsync(args.Contains("--short") ? NightPlan.Short : NightPlan.Long);
    await File.WriteAllTextAsync(args[^1], night);
    await Console.Out.WriteLineAsync(night);
    return;
}

if (args is [StrainRun.Command, ..])
{
    var strain = await StrainRun.MeasureAsync(args.Contains("--short") ? StrainPlan.Short : StrainPlan.Long);
    await File.WriteAllTextAsync(args[^1], strain);
    await Console.Out.WriteLineAsync(strain);
    return;
}

var plan = args.Contains("--short") ? Plan.Short : Plan.Long;
var report = await new Run(plan).MeasureAsync();
if (plan == Plan.Short)
    report += "\n" + await NightRun.MeasureRemindersAsync(NightPlan.Short);

await File.WriteAllTextAsync(args[^1], report);
await Console.Out.WriteLineAsync(report);
