using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>
/// Puts a backup in the place of the database while nobody uses it. The backup is copied beside the database and checked
/// there; what was there is kept under another name; the last step is one rename. Killed at any line, there is the old
/// database or the restored one, and the command can be given again.
/// </summary>
internal sealed class RestoreDatabase(PortalFile file, TimeProvider clock)
{
    /// <returns>Where what was there is kept; null when there was nothing.</returns>
    /// <exception cref="StartRefusedException">
    /// The portal runs, or the file is missing, damaged, foreign, of the other mode or of another version: nothing was changed.
    /// </exception>
    public async Task<string?> RunAsync(string backup, CancellationToken cancellationToken)
    {
        if (!File.Exists(backup))
            throw new StartRefusedException($"{backup} does not exist.", null);
        if (File.Exists($"{backup}-wal"))
            throw new StartRefusedException($"{backup} is a database in use ({backup}-wal) and no backup.", null);

        DatabaseFiles.MakeFolder(file.Folder);
        using var turn = await DatabaseHold.TurnAsync(file, cancellationToken);
        using var hold = new DatabaseHold(file);
        hold.TakeAlone();
        var restored = $"{file.Path}-restoring";
        try
        {
            await CopyAsync(backup, restored, cancellationToken);
            await DemandAsync(backup, restored, cancellationToken);
            var kept = await KeepAsync(cancellationToken);
            File.Delete($"{file.Path}-wal");   // it belongs to the file that goes
            File.Delete($"{file.Path}-shm");
            File.Move(restored, file.Path, overwrite: true);
            return kept;
        }
        finally
        {
            File.Delete(restored);
        }
    }

    private async Task DemandAsync(string backup, string copy, CancellationToken cancellationToken)
    {
        try
        {
            await DatabaseCheck.DemandAsync(copy, file.IsDemo, cancellationToken);
            await using var db = DatabaseCheck.Open(copy);
            if (!await db.Database.CanConnectAsync(cancellationToken) || !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
                throw new StartRefusedException($"{backup} is empty.", null);
        }
        catch (StartRefusedException refused)
        {
            throw new StartRefusedException(refused.Message.Replace(copy, backup, StringComparison.Ordinal), refused);
        }
        catch (SqliteException unreadable)
        {
            throw new StartRefusedException($"{backup} cannot be used: {unreadable.Message}", unreadable);
        }
    }

    private async Task<string?> KeepAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
            return null;

        try
        {
            await using var db = DatabaseCheck.Open(file.Path);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }
        catch (SqliteException)
        {
            // What is damaged is kept as it is.
        }

        var (growing, kept) = ($"{file.Path}-replaced.part", FreeName());
        await CopyAsync(file.Path, growing, cancellationToken);
        File.Delete($"{kept}-wal");
        if (File.Exists($"{file.Path}-wal"))
            await CopyAsync($"{file.Path}-wal", $"{kept}-wal", cancellationToken);
        File.Move(growing, kept, overwrite: false);
        return kept;
    }

    /// <summary>What was kept before is kept on: it may be the only copy of what was paid since the backup.</summary>
    private string FreeName()
    {
        var name = $"{file.Path}-replaced-{clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        var free = name;
        for (var i = 2; File.Exists(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");

        return free;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var target = new FileStream(to, DatabaseFiles.New());
        await source.CopyToAsync(target, cancellationToken);
        target.Flush(flushToDisk: true);
    }
}
