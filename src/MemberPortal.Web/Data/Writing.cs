using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MemberPortal.Web.Data;

/// <summary>The one shape of a write (4-architecture.md, "Writing").</summary>
internal static class Writing
{
    /// <summary>
    /// Takes the turn, begins an immediate transaction, runs <paramref name="work"/> (which reads what it decides on),
    /// saves and commits. Never call the provider within.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Locked, read-only or full: nothing was changed.</exception>
    public static async Task<T> WriteAsync<T>(
        this PortalDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A write is under way already: one save per use case.");

        using var turn = await db.GetService<WriteLock>().TakeAsync(cancellationToken);
        db.ChangeTracker.Clear();   // what was read before the turn may have changed since
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            var result = await work();
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);   // all is done: who hangs up now finds it done
            return result;
        }
        catch (Exception failure)
        {
            db.ChangeTracker.Clear();
            if (StorageUnavailableException.From(failure) is { } unavailable && unavailable != failure)
                throw unavailable;
            throw;
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public static Task WriteAsync(this PortalDbContext db, Func<Task> work, CancellationToken cancellationToken) =>
        db.WriteAsync(async () => { await work(); return true; }, cancellationToken);

    /// <summary>The next number of a series, without gaps: call it inside the write that uses the number.</summary>
    public static async Task<int> NextNumberAsync(
        this PortalDbContext db, string series, int year, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A number is given inside a write.");

        var row = await db.NumberSeries.FindAsync([series, year], cancellationToken);
        if (row is null)
            db.NumberSeries.Add(row = new NumberSeries { Series = series, Year = year, Last = 0 });

        return ++row.Last;
    }
}
