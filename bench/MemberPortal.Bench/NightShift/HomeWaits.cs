using System.Diagnostics;

namespace MemberPortal.Bench.NightShift;

/// <summary>One member who looks at the home page again and again: how long each time took.</summary>
internal sealed class HomeWaits(Uri portal, byte[] request)
{
    /// <returns>The 99th percentile, in milliseconds.</returns>
    public async Task<double> WhileAsync(Task work)
    {
        using var connection = await KeptConnection.OpenAsync(portal);
        var waits = new List<double>();
        while (!work.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            await connection.AskAsync(request);
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }

        await work;
        waits.Sort();
        return waits[waits.Count * 99 / 100];
    }
}
