using MemberPortal.Bench;

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

var plan = args.Contains("--short") ? Plan.Short : Plan.Long;
var report = await new Run(plan).MeasureAsync();
await File.WriteAllTextAsync(args[^1], report);
await Console.Out.WriteLineAsync(report);
