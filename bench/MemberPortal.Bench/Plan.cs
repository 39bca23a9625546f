namespace MemberPortal.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Sizes">Invoices in the database, one measured club each.</param>
/// <param name="Rounds">Of the bare page and the portal in turns.</param>
/// <param name="Round">How long each page is asked for in a round.</param>
/// <param name="WarmUp">Requests to each before that, so that the compiler has done its work.</param>
/// <param name="BeforeMemory">Requests after which the memory of the portal is read.</param>
/// <param name="Starts">How often a cold start is timed.</param>
/// <param name="Payers">Members who tap on Pay, each for some ten invoices.</param>
/// <param name="Events">That the provider reports.</param>
internal sealed record Plan(
    IReadOnlyList<int> Sizes, int Rounds, TimeSpan Round, int WarmUp, int BeforeMemory, int Starts, int Payers, int Events)
{
    /// <summary>Requests under way at a time (5-quality.md, P2).</summary>
    public const int AtATime = 8;

    /// <summary>Events under way at a time: a provider that catches up does not wait for one answer before the next event.</summary>
    public const int EventsAtATime = 32;

    public static readonly Plan Long = new([2_000, 200_000], 7, TimeSpan.FromSeconds(4), 15_000, 10_000, 5, 120, 40_000);
    public static readonly Plan Short = new([2_000, 20_000], 5, TimeSpan.FromSeconds(0.6), 4_000, 1_000, 1, 20, 8_000);
}
