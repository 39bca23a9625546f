using System.Globalization;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// Runs a use case for a handful of items at a time, so that they share a write. A handful in which one fails is run again
/// one by one (<see cref="Sweep"/>), and what failed before is run by itself from the start: it holds up no other.
/// </summary>
internal sealed class ChunkSweep(
    IServiceScopeFactory scopes, Sweep sweep, RunTally tally, FailedItems failures, ILogger<ChunkSweep> log)
{
    /// <param name="ids">What is to be done.</param>
    /// <param name="atOnce">So few that their write holds up no page.</param>
    /// <param name="run">Does some of them in one write.</param>
    /// <param name="cancellationToken">Ends it between two writes.</param>
    public async Task EachAsync<TUseCase>(
        IReadOnlyCollection<int> ids, int atOnce, Func<TUseCase, IReadOnlyList<int>, Task> run, CancellationToken cancellationToken)
        where TUseCase : notnull
    {
        if (ids.Count == 0)
            return;

        var failed = await FailedAsync(typeof(TUseCase), cancellationToken);
        foreach (var chunk in ids.Except(failed).Chunk(atOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await TryAsync(chunk, run))
                await OneByOneAsync(chunk);
        }

        await OneByOneAsync(ids.Intersect(failed));

        Task OneByOneAsync(IEnumerable<int> some) =>
            sweep.EachAsync<TUseCase, int>(some, (useCase, id) => run(useCase, [id]), cancellationToken);
    }

    private async Task<bool> TryAsync<TUseCase>(int[] chunk, Func<TUseCase, IReadOnlyList<int>, Task> run)
        where TUseCase : notnull
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await run(scope.ServiceProvider.GetRequiredService<TUseCase>(), chunk);
            tally.Done += chunk.Length;
            return true;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
        {
            log.LogWarning("{UseCase} failed for one of {Count}: {Reason}. One by one now", typeof(TUseCase).Name, chunk.Length, failure.GetType().Name);
            return false;
        }
    }

    private async Task<HashSet<int>> FailedAsync(Type useCase, CancellationToken cancellationToken) => tally.Job is null
        ? []
        : [.. (await failures.OpenAsync(tally.Job, useCase.Name, cancellationToken)).Select(item => int.Parse(item, CultureInfo.InvariantCulture))];
}
