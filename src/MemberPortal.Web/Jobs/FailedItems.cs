using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Jobs;

/// <summary>Keeps what a job could not do. Each call has a scope of its own: whoever failed has left its own in disorder.</summary>
internal sealed class FailedItems(IServiceScopeFactory scopes, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The items of a use case that are still open.</summary>
    public Task<HashSet<string>> OpenAsync(string job, string useCase, CancellationToken cancellationToken) => WithDbAsync(
        db => db.FailedItems.Where(i => i.Job == job && i.UseCase == useCase && i.ResolvedAt == null)
            .Select(i => i.Item)
            .ToHashSetAsync(cancellationToken));

    public Task NoteAsync(string job, string useCase, string item, Exception failure, CancellationToken cancellationToken) => WithDbAsync(
        db => db.WriteAsync(
            async () =>
            {
                var now = Now;
                var row = await FindAsync(db, job, useCase, item, cancellationToken);
                if (row is null)
                {
                    row = new() { Job = job, UseCase = useCase, Item = item, Reason = "", FirstAt = now, LastAt = now, Tries = 0 };
                    db.FailedItems.Add(row);
                }
                else if (row.ResolvedAt is not null)
                {
                    (row.FirstAt, row.Tries, row.ResolvedAt) = (now, 0, null);
                }

                (row.Reason, row.LastAt) = (failure.GetType().Name, now);
                return ++row.Tries;
            },
            cancellationToken));

    public Task ResolveAsync(string job, string useCase, string item, CancellationToken cancellationToken) => WithDbAsync(
        db => db.WriteAsync(
            async () =>
            {
                if (await FindAsync(db, job, useCase, item, cancellationToken) is { } row)
                    row.ResolvedAt ??= Now;
                return true;
            },
            cancellationToken));

    private static Task<FailedItem?> FindAsync(
        PortalDbContext db, string job, string useCase, string item, CancellationToken cancellationToken) =>
        db.FailedItems.SingleOrDefaultAsync(i => i.Job == job && i.UseCase == useCase && i.Item == item, cancellationToken);

    private async Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }
}
