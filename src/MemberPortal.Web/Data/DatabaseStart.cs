using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>Opens the database at start: creates or upgrades it, or refuses with one clear line.</summary>
internal sealed class DatabaseStart(PortalDbContext db, PortalFile file, DatabaseHold hold, DatabaseUpgrade upgrade, WriteLock writes)
{
    /// <returns>Whether the database was made or upgraded just now.</returns>
    /// <exception cref="StartRefusedException">The file is damaged, foreign, read-only, or belongs to the other mode.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        DatabaseFiles.MakeFolder(file.Folder);
        try
        {
            var isNew = await OpenAsync(cancellationToken);
            using var turn = await writes.TakeAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize=0x10002", cancellationToken);
            return isNew;
        }
        catch (Exception failure) when (failure is SqliteException || StorageUnavailableException.From(failure) is not null)
        {
            var reason = StorageUnavailableException.From(failure)?.Message ?? failure.Message;
            throw new StartRefusedException($"{file.Path} cannot be used: {reason}", failure);
        }
    }

    private async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        using var turn = await DatabaseHold.TurnAsync(file, cancellationToken);
        await CheckAsync(cancellationToken);
        var isDue = await upgrade.IsDueAsync(cancellationToken);
        if (isDue)
            await upgrade.RunAsync(cancellationToken);

        hold.Share();
        return isDue;
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
}

/// <summary>The portal does not start; the message is the one line that says why and which setting to mend.</summary>
internal sealed class StartRefusedException(string message, Exception? cause) : Exception(message, cause);
