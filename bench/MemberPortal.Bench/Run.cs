using System.Diagnostics;
using System.Text;

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

            var taps = await MeasureTapsAsync();
            var events = await MeasureEventsAsync();
            var starts = await MeasureStartsAsync(FolderOf(plan.Sizes[0]));
            return new Report(plan, machine, clubs, taps, events, starts).Text();
        }
        finally
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private async Task<ClubResult> MeasureClubAsync(int invoices)
    {
        await Console.Error.WriteLineAsync($"{invoices} invoices: filling…");
        var folder = FolderOf(invoices);
        var payers = await ClubFile.MakeAsync(folder, invoices, MeasuredMembers);

        using var portal = await ServedProcess.PortalAsync(folder, hasData: false);
        using var bare = await ServedProcess.BareAsync(folder);
        using var bareKeeping = await ServedProcess.BareKeepingAsync(folder);
        var members = Enumerable.Range(2, invoices / 20);
        var list = new Load(bare, [.. members.Select(id => Load.Get(bare.Address, $"/lists/{id}"))]);
        var keptList = new Load(bareKeeping, [.. members.Select(id => Load.Get(bareKeeping.Address, $"/lists/{id}"))]);
        var row = new Load(bare, [.. members.Select(id => Load.Get(bare.Address, $"/rows/{id}"))]);
        RatedPage[] rated =
        [
            new("P1", "home", 0.30, 0.50, new Load(portal, await HomesAsync(portal.Address, payers))),
            new("P3", "pay page by link", 0.45, 0.65, new Load(portal,
                [.. payers.SelectMany(payer => payer.Numbers).Select(number => Load.Get(portal.Address, $"/pay/{ClubFile.TokenOf(number)}"))])),
        ];
        foreach (var load in rated.Select(page => page.Load).Concat([list, row, keptList]))
            await load.RunAsync(plan.WarmUp);

        var rounds = new List<Round>();
        for (var i = 0; i < plan.Rounds; i++)
        {
            var bareResult = await list.RunAsync(plan.Round);
            var ratedResults = new List<LoadResult>();
            foreach (var page in rated)
                ratedResults.Add(await page.Load.RunAsync(plan.Round));

            rounds.Add(new Round(bareResult, await row.RunAsync(plan.Round), await keptList.RunAsync(plan.Round), ratedResults));
            await Console.Error.WriteLineAsync($"  round {i + 1}: P1 {rounds[^1].Throughput(0):F2}, P2 {rounds[^1].Tail(0):F2}");
        }

        await rated[0].Load.RunAsync(plan.BeforeMemory);
        return new ClubResult(invoices, rated, rounds, portal.ResidentBytes);
    }

    private static async Task<IReadOnlyList<byte[]>> HomesAsync(Uri portal, IReadOnlyList<Payer> payers)
    {
        var requests = new List<byte[]>();
        foreach (var payer in payers)
            requests.Add(Load.Get(portal, "/", (await SignedIn.AsAsync(portal, payer.Email)).Cookies));

        return requests;
    }

    /// <summary>P5: each tap on Pay is the first for its invoice.</summary>
    private async Task<LoadResult> MeasureTapsAsync()
    {
        await Console.Error.WriteLineAsync("taps on Pay…");
        var folder = Path.Combine(_root, "taps");
        var payers = await ClubFile.MakeAsync(folder, plan.Sizes[0], plan.Payers, pays: false);
        using var portal = await ServedProcess.PortalWithWaitsAsync(folder);
        var taps = new List<byte[]>();
        foreach (var payer in payers)
        {
            var signedIn = await SignedIn.AsAsync(portal.Address, payer.Email);
            var form = Encoding.ASCII.GetBytes($"__RequestVerificationToken={signedIn.FormToken}");
            taps.AddRange(payer.Numbers.Select(number => Load.Post(
                portal.Address, $"/invoices/{number}/pay", "application/x-www-form-urlencoded", form, signedIn.Cookies)));
        }

        // Half of them are for the compiler.
        Load Half(int which) => new(portal, [.. taps.Where((_, i) => i % 2 == which)]) { Status = 302, Elsewhere = ProviderClock.WaitIn };
        await Half(0).RunAsync();
        return await Half(1).RunAsync();
    }

    /// <summary>P6.</summary>
    private async Task<LoadResult> MeasureEventsAsync()
    {
        await Console.Error.WriteLineAsync("events…");
        var folder = Path.Combine(_root, "events");
        await ClubFile.MakeAsync(folder, plan.Sizes[0], MeasuredMembers);
        using var portal = await ServedProcess.PortalAsync(folder, hasData: false);
        var events = StripeReport.Requests(portal.Address, plan.WarmUp + plan.Events);
        Load Of(IEnumerable<byte[]> some) => new(portal, [.. some]) { AtATime = Plan.EventsAtATime };
        await Of(events.Take(plan.WarmUp)).RunAsync();
        return await Of(events.Skip(plan.WarmUp)).RunAsync();
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
        await connection.AskAsync(Load.Get(portal.Address, "/sign-in"));
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private string FolderOf(int invoices) => Path.Combine(_root, $"{invoices}");
}

internal sealed record ClubResult(int Invoices, IReadOnlyList<RatedPage> Rated, IReadOnlyList<Round> Rounds, long ResidentBytes);

/// <summary>Seconds from the start of the process to its first page.</summary>
internal sealed record StartResult(IReadOnlyList<double> Existing, IReadOnlyList<double> Fresh);
