using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// Runs a use case for a handful of items at a time, so that they share a write. A handful in which one fails is run again one
/// by one (<see cref="Sweep"/>): that one is left for the next run and holds up no other.
/// </summary>
internal sealed class ChunkSweep(IServiceScopeFactory scopes, Sweep sweep, ILogger<ChunkSweep> log)
{
    /// <param name="ids">What is to be done.</param>
    /// <param name="atOnce">So few that their write holds up no page.</param>
    /// <param name="run">Does some of them in one write.</param>
    /// <param name="cancellationToken">Ends it between two writes.</param>
    public async Task EachAsync<TUseCase>(
        IEnumerable<int> ids, int atOnce, Func<TUseCase, IReadOnlyList<int>, Task> run, CancellationToken cancellationToken)
        where TUseCase : notnull
    {
        foreach (var chunk in ids.Chunk(atOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await run(scope.ServiceProvider.GetRequiredService<TUseCase>(), chunk);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
            {
                log.LogWarning(failure, "{UseCase} failed for one of {Count}: one by one now", typeof(TUseCase).Name, chunk.Length);
                await sweep.EachAsync<TUseCase, int>(chunk, (useCase, id) => run(useCase, [id]), cancellationToken);
            }
        }
    }
}
