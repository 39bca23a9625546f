namespace MemberPortal.Web.Jobs;

/// <summary>
/// Runs a use case once for each item, each in a scope of its own. An item that fails is logged and left for the next
/// run; it does not hold up the others.
/// </summary>
internal sealed class Sweep(IServiceScopeFactory scopes, ILogger<Sweep> log)
{
    public async Task EachAsync<TUseCase, TItem>(
        IEnumerable<TItem> items, Func<TUseCase, TItem, Task> run, CancellationToken cancellationToken)
        where TUseCase : notnull
    {
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await run(scope.ServiceProvider.GetRequiredService<TUseCase>(), item);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "{UseCase} failed for {Item}", typeof(TUseCase).Name, item);
            }
        }
    }
}
