using System.Diagnostics;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>Asks a site for pages, several at a time, each connection the next page as soon as it has the one before.</summary>
internal sealed class Load(ServedProcess site, IReadOnlyList<byte[]> requests)
{
    public static byte[] Request(Uri site, string path, string? cookies = null) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {site.Authority}\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: nb\r\n"
        + (cookies is null ? "" : $"Cookie: {cookies}\r\n") + "\r\n");

    public Task<LoadResult> RunAsync(TimeSpan time) => RunAsync((began, _) => Stopwatch.GetElapsedTime(began) < time);

    public Task<LoadResult> RunAsync(int requestsInAll) => RunAsync((_, asked) => asked < requestsInAll / Plan.Concurrency);

    private async Task<LoadResult> RunAsync(Func<long, int, bool> goesOn)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), site.Cpu);
        var waits = await Task.WhenAll(Enumerable.Range(0, Plan.Concurrency).Select(worker => Task.Run(() => AskAsync(worker, began, goesOn))));
        return new LoadResult([.. waits.SelectMany(wait => wait).Order()], Stopwatch.GetElapsedTime(began), site.Cpu - cpu);
    }

    private async Task<List<TimeSpan>> AskAsync(int worker, long began, Func<long, int, bool> goesOn)
    {
        using var connection = await KeptConnection.OpenAsync(site.Address);
        var waits = new List<TimeSpan>();
        while (goesOn(began, waits.Count))
        {
            var asked = Stopwatch.GetTimestamp();
            await connection.AskAsync(requests[(worker + (waits.Count * Plan.Concurrency)) % requests.Count]);
            waits.Add(Stopwatch.GetElapsedTime(asked));
        }

        return waits;
    }
}

/// <param name="Waits">Of each request, the shortest first.</param>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Cpu">What the site spent meanwhile.</param>
internal sealed record LoadResult(IReadOnlyList<TimeSpan> Waits, TimeSpan Elapsed, TimeSpan Cpu)
{
    public double PerSecond => Waits.Count / Elapsed.TotalSeconds;
    public double P50 => Waits[Waits.Count / 2].TotalMilliseconds;
    public double P99 => Waits[Waits.Count * 99 / 100].TotalMilliseconds;
    public double CpuMicroseconds => Cpu.TotalMicroseconds / Waits.Count;
}
