using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>Opens the database at start: creates and migrates it, or refuses with one clear line.</summary>
internal sealed class DatabaseStart(PortalDbContext db, PortalFile file, WriteLock writes, TimeProvider clock)
{
    /// <returns>Whether the database was made just now.</returns>
    /// <exception cref="StartRefusedException">The file is damaged, read-only, or belongs to the other mode.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(file.Folder);
        using var turn = await writes.TakeAsync(cancellationToken);
        try
        {
            await CheckAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await AppendOnly.GuardAsync(db, cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize=0x10002", cancellationToken);
            await SeedRolesAsync(cancellationToken);
            return await MarkAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is SqliteException || StorageUnavailableException.From(failure) is not null)
        {
            var reason = StorageUnavailableException.From(failure)?.Message ?? failure.Message;
            throw new StartRefusedException($"{file.Path} cannot be used: {reason}", failure);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
            return;

        var findings = await db.Database.SqlQueryRaw<string>("PRAGMA quick_check(1)").ToListAsync(cancellationToken);
        if (findings is not ["ok"])
            throw new StartRefusedException($"{file.Path} is damaged ({findings[0]}). Restore a backup.", null);
    }

    private async Task SeedRolesAsync(CancellationToken cancellationToken)
    {
        var known = await db.Roles.Select(r => r.Name!).ToListAsync(cancellationToken);
        db.Roles.AddRange(Role.All.Except(known).Select(name => new IdentityRole<int>(name) { NormalizedName = name.ToUpperInvariant() }));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> MarkAsync(CancellationToken cancellationToken)
    {
        var mark = await db.Marks.SingleOrDefaultAsync(cancellationToken);
        if (mark is null)
        {
            db.Marks.Add(new PortalMark { Id = 1, IsDemo = file.IsDemo, CreatedAt = clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }

        if (mark.IsDemo != file.IsDemo)
        {
            throw new StartRefusedException(
                $"{file.Path} is the database of a {(mark.IsDemo ? "demo" : "production portal")}, and this is not one.", null);
        }

        return false;
    }
}

/// <summary>The portal does not start; the message is the one line that says why and which setting to mend.</summary>
internal sealed class StartRefusedException(string message, Exception? cause) : Exception(message, cause);
