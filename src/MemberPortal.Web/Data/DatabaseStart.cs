using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>Opens the database at start: creates and migrates it, or refuses with one clear line.</summary>
internal sealed class DatabaseStart(PortalDbContext db, PortalFile file, DatabaseHold hold, WriteLock writes, TimeProvider clock)
{
    /// <returns>Whether the database was made just now.</returns>
    /// <exception cref="StartRefusedException">The file is damaged, foreign, read-only, or belongs to the other mode.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(file.Folder);
        hold.Share();
        using var turn = await writes.TakeAsync(cancellationToken);
        try
        {
            await CheckAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await AppendOnly.GuardAsync(db, cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize=0x10002", cancellationToken);
            await SeedRolesAsync(cancellationToken);
            await FillWordsAsync(cancellationToken);
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

        await DatabaseCheck.DemandAsync(file.Path, file.IsDemo, cancellationToken);
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; ROLLBACK";   // fails where nothing can be written; a backup has no WAL
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task SeedRolesAsync(CancellationToken cancellationToken)
    {
        var known = await db.Roles.Select(r => r.Name!).ToListAsync(cancellationToken);
        db.Roles.AddRange(Role.All.Except(known).Select(name => new IdentityRole<int>(name) { NormalizedName = name.ToUpperInvariant() }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Members from before they could be searched for.</summary>
    private async Task FillWordsAsync(CancellationToken cancellationToken)
    {
        foreach (var member in await db.Members.Where(m => !m.Words.Any()).ToListAsync(cancellationToken))
            member.Words.AddRange(MemberWord.Of(member));

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> MarkAsync(CancellationToken cancellationToken)
    {
        if (await db.Marks.AnyAsync(cancellationToken))
            return false;

        db.Marks.Add(new PortalMark { Id = 1, IsDemo = file.IsDemo, CreatedAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}

/// <summary>The portal does not start; the message is the one line that says why and which setting to mend.</summary>
internal sealed class StartRefusedException(string message, Exception? cause) : Exception(message, cause);
