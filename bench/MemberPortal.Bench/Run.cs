using System.Diagnostics;

namespace MemberPortal.Bench;

/// <summary>One interleaved run: both sites stand at the same time, and are asked in turns.</summary>
internal sealed class Run(Plan plan)
{
    private const int MeasuredMembers = 20;
    private readonly string _root = Directory.CreateTempSubdirectory("bench-").FullName;

    public async Task<string> MeasureAsync()
    {
        try
        {
            var machine = Machine.Describe();
            var clubs = new List<ClubResult>();
            foreach (var invoices in plan.Sizes)
                clubs.Add(await MeasureClubAsync(invoices));

            var starts = await MeasureStartsAsync(Path.Combine(_root, "0"));
            return new Report(plan, machine, clubs, starts).Text();
        }
        finally
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private async Task<ClubResult> MeasureClubAsync(int invoices)
    {
        var folder = Path.Combine(_root, $"{plan.Sizes.ToList().IndexOf(invoices)}");
        await Console.Error.WriteLineAsync($"{invoices} invoices: filling…");
        var emails = await ClubFile.MakeAsync(folder, invoices, MeasuredMembers);

        using var portal = await ServedProcess.PortalAsync(folder, hasData: false);
        using var bare = await ServedProcess.BareAsync(folder);
        var home = new Load(portal, await HomesAsync(portal.Address, emails));
        var members = Enumerable.Range(2, invoices / 20);
        var list = new Load(bare, [.. members.Select(id => Load.Request(bare.Address, $"/lists/{id}"))]);
        var row = new Load(bare, [.. members.Select(id => Load.Request(bare.Address, $"/rows/{id}"))]);
        foreach (var load in new[] { list, row, home })
            await load.RunAsync(plan.WarmUp);

        var rounds = new List<Round>();
        for (var i = 0; i < plan.Rounds; i++)
        {
            rounds.Add(new Round(await list.RunAsync(plan.Round), await home.RunAsync(plan.Round), await row.RunAsync(plan.Round)));
            await Console.Error.WriteLineAsync($"  round {i + 1}: P1 {rounds[^1].Throughput:F2}, P2 {rounds[^1].Tail:F2}");
        }

        await home.RunAsync(plan.BeforeMemory);
        return new ClubResult(invoices, rounds, portal.ResidentBytes);
    }

    private static async Task<IReadOnlyList<byte[]>> HomesAsync(Uri portal, IReadOnlyList<string> emails)
    {
        var requests = new List<byte[]>();
        foreach (var email in emails)
            requests.Add(Load.Request(portal, "/", await SignedIn.CookiesOfAsync(portal, email)));

        return requests;
    }

    private async Task<StartResult> MeasureStartsAsync(string existing)
    {
        var (again, fresh) = (new List<double>(), new List<double>());
        for (var i = 0; i < plan.Starts; i++)
        {
            again.Add(await SecondsToFirstPageAsync(existing, hasData: false));
            fresh.Add(await SecondsToFirstPageAsync(Path.Combine(_root, $"fresh{i}"), hasData: true));
        }

        return new StartResult(again, fresh);
    }

    private static async Task<double> SecondsToFirstPageAsync(string folder, bool hasData)
    {
        var began = Stopwatch.GetTimestamp();
        using var portal = await ServedProcess.PortalAsync(folder, hasData);
        using var connection = await KeptConnection.OpenAsync(portal.Address);
        await connection.AskAsync(Load.Request(portal.Address, "/sign-in"));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}

/// <summary>The bare page, the home page and the page of one row, one after the other.</summary>
internal sealed record Round(LoadResult Bare, LoadResult Home, LoadResult Row)
{
    /// <summary>P1.</summary>
    public double Throughput => Home.PerSecond / Bare.PerSecond;

    /// <summary>P2.</summary>
    public double Tail => Home.P99 / Bare.P99;

    /// <summary>As P1, in CPU time of the two sites.</summary>
    public double CpuThroughput => Bare.CpuMicroseconds / Home.CpuMicroseconds;

    /// <summary>As P1, beside the page of one row.</summary>
    public double ThroughputToRow => Home.PerSecond / Row.PerSecond;
}

internal sealed record ClubResult(int Invoices, IReadOnlyList<Round> Rounds, long ResidentBytes);

/// <summary>Seconds from the start of the process to its first page.</summary>
internal sealed record StartResult(IReadOnlyList<double> Existing, IReadOnlyList<double> Fresh);
