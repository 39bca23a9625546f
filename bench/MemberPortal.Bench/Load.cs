using System.Diagnostics;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>Asks a site for pages, several at a time, each connection the next page as soon as it has the one before.</summary>
internal sealed class Load(ServedProcess site, IReadOnlyList<byte[]> requests)
{
    /// <summary>Requests under way at a time, each on a connection of its own.</summary>
    public int AtATime { get; init; } = Plan.AtATime;

    /// <summary>That every answer has.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What an answer says of time that was spent elsewhere: it is no part of the wait.</summary>
    public Func<ReadOnlyMemory<byte>, TimeSpan> Elsewhere { get; init; } = _ => TimeSpan.Zero;

    public static byte[] Get(Uri site, string path, string? cookies = null) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Head(site, cookies)}\r\n");

    public static byte[] Post(Uri site, string path, string type, byte[] body, string? cookies = null, string head = "") =>
        [
            .. Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\n{Head(site, cookies)}{head}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];

    public Task<LoadResult> RunAsync(TimeSpan time) => RunAsync((began, _) => Stopwatch.GetElapsedTime(began) < time);

    public Task<LoadResult> RunAsync(int requestsInAll) => RunAsync((_, asked) => asked < requestsInAll / AtATime);

    /// <summary>Each of the requests once.</summary>
    public Task<LoadResult> RunAsync() => RunAsync(requests.Count);

    private static string Head(Uri site, string? cookies) =>
        $"Host: {site.Authority}\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: nb\r\n"
        + (cookies is null ? "" : $"Cookie: {cookies}\r\n");

    private async Task<LoadResult> RunAsync(Func<long, int, bool> goesOn)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), site.Cpu);
        var waits = await Task.WhenAll(Enumerable.Range(0, AtATime).Select(worker => Task.Run(() => AskAsync(worker, began, goesOn))));
        return new LoadResult([.. waits.SelectMany(wait => wait).Order()], Stopwatch.GetElapsedTime(began), site.Cpu - cpu);
    }

    private async Task<List<TimeSpan>> AskAsync(int worker, long began, Func<long, int, bool> goesOn)
    {
        using var connection = await KeptConnection.OpenAsync(site.Address);
        var waits = new List<TimeSpan>();
        while (goesOn(began, waits.Count))
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await connection.AskAsync(requests[(worker + (waits.Count * AtATime)) % requests.Count], Status);
            waits.Add(Stopwatch.GetElapsedTime(asked) - Elsewhere(answer));
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
