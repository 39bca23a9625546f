using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Histories;

/// <summary>
/// Many histories drawn at random, in clubs of twenty-five on a portal of their own (5-quality.md, Target). A failure names the
/// club's seed, and <c>HISTORIES_SEED</c> tells that one again; <c>HISTORIES=10000</c> is the long form.
/// </summary>
public sealed class HistoryTests
{
    private const int InAClub = 25;

    [Fact]
    public async Task Whatever_happens_in_whatever_order_the_books_hold_and_nothing_is_taken_twice()
    {
        var told = LongForm.Said("HISTORIES_SEED") is { } one ? [one] : Enumerable.Range(1, LongForm.Of("HISTORIES", 1_000) / InAClub);

        await Parallel.ForEachAsync(told, async (seed, _) => await TellAsync(seed));
    }

    private static async Task TellAsync(int seed)
    {
        await using var portal = new HistoriesPortal();
        await portal.InitializeAsync();
        var random = new Random(seed);
        for (var i = 0; i < InAClub; i++)
        {
            var history = new History(portal, random);
            try
            {
                await history.HappenAsync();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"HISTORIES_SEED={seed}, history {i}: {history.Told}", failure);
            }
        }

        Assert.Empty((await portal.RunAsync<CompareWithProvider, Comparison>(compare => compare.RunAsync(default))).Differences);
    }
}
