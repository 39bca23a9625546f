using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>
/// Makes the database one of this version: in a copy beside it, which takes its place by one rename when it is whole and on
/// disk. Killed at any line, there is the old database or the new one, and the next start does it again. In place it could
/// not be so: SQLite rebuilds tables outside a transaction, and EF waits for ever for a lock that died with its holder.
/// </summary>
internal sealed class DatabaseUpgrade(PortalFile file, TimeProvider clock)
{
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path))
            return true;

        await using var db = DatabaseCheck.Open(file.Path);
        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any() || !await db.Marks.AnyAsync(cancellationToken);
    }

    /// <exception cref="StartRefusedException">Somebody uses the database: a portal of another version, or another program.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var hold = new DatabaseHold(file);
        hold.TakeAlone();
        var growing = $"{file.Path}-upgrading";
        try
        {
            await CopyAsync(growing, cancellationToken);
            await using (var db = DatabaseCheck.Open(growing))
                await BringUpAsync(db, cancellationToken);

            await DatabaseFiles.FlushAsync(growing);
            File.Move(growing, file.Path, overwrite: true);
        }
        finally
        {
            Clear(growing);
        }
    }

    private async Task CopyAsync(string growing, CancellationToken cancellationToken)
    {
        Clear(growing);
        await using (new FileStream(growing, DatabaseFiles.New()))
        {
        }

        if (!File.Exists(file.Path))
            return;

        await using (var old = DatabaseCheck.Open(file.Path))
            await old.Database.ExecuteSqlAsync($"VACUUM INTO {growing}", cancellationToken);

        await DemandUnusedAsync(cancellationToken);
    }

    /// <summary>
    /// With its last connection goes a database's log. Another portal that starts may read its settings for a moment, which
    /// is waited for by the machine's time; a program that goes on having it open may still write.
    /// </summary>
    private async Task DemandUnusedAsync(CancellationToken cancellationToken)
    {
        await using (var ours = new SqliteConnection(file.ConnectionString))
            SqliteConnection.ClearPool(ours);
        for (var i = 0; File.Exists($"{file.Path}-wal"); i++)
        {
            if (i == 20)
                throw new StartRefusedException($"{file.Path} is in use by another program, and is to be upgraded.", null);

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    private static void Clear(string growing)
    {
        File.Delete(growing);
        File.Delete($"{growing}-journal");   // one that died with its portal would be played back into the next copy
    }

    private async Task BringUpAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF; DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        await AppendOnly.GuardAsync(db, cancellationToken);
        await SeedRolesAsync(db, cancellationToken);
        await FillWordsAsync(db, cancellationToken);
        await MarkAsync(db, cancellationToken);
    }

    private static async Task SeedRolesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var known = await db.Roles.Select(r => r.Name!).ToListAsync(cancellationToken);
        db.Roles.AddRange(Role.All.Except(known).Select(name => new IdentityRole<int>(name) { NormalizedName = name.ToUpperInvariant() }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Members from before they could be searched for.</summary>
    private static async Task FillWordsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        foreach (var member in await db.Members.Where(m => !m.Words.Any()).ToListAsync(cancellationToken))
            member.Words.AddRange(MemberWord.Of(member));

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task MarkAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Marks.AnyAsync(cancellationToken))
            return;

        db.Marks.Add(new PortalMark { Id = 1, IsDemo = file.IsDemo, CreatedAt = clock.GetUtcNow().UtcDateTime });
        await db.SaveChangesAsync(cancellationToken);
    }
}
