namespace MemberPortal.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Sizes">Invoices in the database, one measured club each.</param>
/// <param name="Rounds">Of the bare page and the portal in turns.</param>
/// <param name="Round">How long each of the two is asked in a round.</param>
/// <param name="WarmUp">Requests to each before that, so that the compiler has done its work.</param>
/// <param name="BeforeMemory">Requests after which the memory of the portal is read.</param>
/// <param name="Starts">How often a cold start is timed.</param>
internal sealed record Plan(IReadOnlyList<int> Sizes, int Rounds, TimeSpan Round, int WarmUp, int BeforeMemory, int Starts)
{
    /// <summary>Requests under way at a time, each on a connection of its own (5-quality.md, P2).</summary>
    public const int Concurrency = 8;

    public static readonly Plan Long = new([2_000, 200_000], 7, TimeSpan.FromSeconds(4), 15_000, 10_000, 5);
    public static readonly Plan Short = new([2_000, 20_000], 5, TimeSpan.FromSeconds(0.6), 4_000, 1_000, 1);
}
