namespace MemberPortal.Bench;

/// <summary>A page of the portal that 5-quality.md rates beside the bare page, with what it asks of their ratio.</summary>
/// <param name="Id">As in the table of targets.</param>
/// <param name="Name">As the report says it.</param>
/// <param name="Floor">Throughput, as a part of the bare page's.</param>
/// <param name="Goal">Likewise.</param>
/// <param name="Load">Asks for it.</param>
internal sealed record RatedPage(string Id, string Name, double Floor, double Goal, Load Load);

/// <summary>The bare page, the page of one row, the bare page over kept connections and the rated pages, one after the other.</summary>
internal sealed record Round(LoadResult Bare, LoadResult Row, LoadResult Keeping, IReadOnlyList<LoadResult> Rated)
{
    public double Throughput(int page) => Rated[page].PerSecond / Bare.PerSecond;

    public double Tail(int page) => Rated[page].P99 / Bare.P99;

    /// <summary>As the throughput, in CPU time of the two sites.</summary>
    public double CpuThroughput(int page) => Bare.CpuMicroseconds / Rated[page].CpuMicroseconds;

    /// <summary>As the throughput, beside the page of one row.</summary>
    public double ThroughputToRow(int page) => Rated[page].PerSecond / Row.PerSecond;

    /// <summary>As the throughput, beside the bare page over connections kept as the portal keeps them.</summary>
    public double ThroughputToKeeping(int page) => Rated[page].PerSecond / Keeping.PerSecond;
}
