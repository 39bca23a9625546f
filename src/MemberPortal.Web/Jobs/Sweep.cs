using System.Globalization;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// Runs a use case once for each item, each in a scope of its own. An item that fails is logged, kept for the
/// administrator and left for the next run; it does not hold up the others. One that succeeds later is no longer open.
/// </summary>
internal sealed class Sweep(IServiceScopeFactory scopes, RunTally tally, FailedItems failures, ILogger<Sweep> log)
{
    /// <param name="items">Identifiers: they are logged and kept.</param>
    /// <param name="run">Does one of them.</param>
    /// <param name="cancellationToken">Stops before the next item.</param>
    public async Task EachAsync<TUseCase, TItem>(
        IEnumerable<TItem> items, Func<TUseCase, TItem, Task> run, CancellationToken cancellationToken)
        where TUseCase : notnull
    {
        var useCase = typeof(TUseCase).Name;
        HashSet<string>? open = null;
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            open ??= tally.Job is null ? [] : await failures.OpenAsync(tally.Job, useCase, cancellationToken);
            var name = Convert.ToString(item, CultureInfo.InvariantCulture)!;
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await run(scope.ServiceProvider.GetRequiredService<TUseCase>(), item);
                tally.Done++;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                tally.Failed++;
                log.LogError(failure, "{UseCase} failed for {Item}", useCase, name);
                await KeepAsync(() => failures.NoteAsync(tally.Job!, useCase, name, failure, cancellationToken));
                continue;
            }

            if (open.Remove(name))
                await KeepAsync(() => failures.ResolveAsync(tally.Job!, useCase, name, cancellationToken));
        }
    }

    /// <summary>A database that is busy costs the note and not the other items.</summary>
    private async Task KeepAsync(Func<Task> note)
    {
        if (tally.Job is null)
            return;

        try
        {
            await note();
        }
        catch (Exception failure) when (StorageUnavailableException.From(failure) is not null)
        {
            log.LogWarning("How an item of {Job} ended could not be written down: {Reason}", tally.Job, failure.GetType().Name);
        }
    }
}
