using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>Whether a file is a sound database of this portal, of this mode and of a version that this one knows; changes nothing.</summary>
internal static class DatabaseCheck
{
    /// <summary>A file that is not the portal's own, such as a backup: without the pool, so that nothing holds it afterwards.</summary>
    public static PortalDbContext Open(string path) => new SqlitePortalDbContext(
        new DbContextOptionsBuilder<SqlitePortalDbContext>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString())
            .Options);

    /// <remarks>Not through EF, which would log what it finds with a stack trace.</remarks>
    /// <exception cref="StartRefusedException">In one line, why it is not.</exception>
    /// <exception cref="SqliteException">It cannot be read as a database at all.</exception>
    public static async Task DemandAsync(string path, bool isDemo, CancellationToken cancellationToken)
    {
        await using var db = Open(path);
        await using var connection = new SqliteConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(cancellationToken);
        if (await AskAsync("PRAGMA quick_check(1)") is string finding and not "ok")
            throw new StartRefusedException($"{path} is damaged ({finding.ReplaceLineEndings(" ")}). Restore a backup.", null);

        if (await AskAsync("SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsHistory'") is null)
        {
            if (await AskAsync("SELECT 1 FROM sqlite_master") is not null)
                throw new StartRefusedException($"{path} is the database of another program.", null);
            return;
        }

        if (await AskAsync("SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\"") is string latest && !db.Database.GetMigrations().Contains(latest))
            throw new StartRefusedException($"{path} was written by another version of the portal ({latest}).", null);

        if (await AskAsync("SELECT 1 FROM sqlite_master WHERE name = 'Marks'") is not null
            && await AskAsync("SELECT IsDemo FROM Marks") is long marked && (marked == 1) != isDemo)
        {
            throw new StartRefusedException(
                $"{path} is the database of a {(marked == 1 ? "demo" : "production portal")}, and this is not one.", null);
        }

        async Task<object?> AskAsync(string question)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the questions above
            command.CommandText = question;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
