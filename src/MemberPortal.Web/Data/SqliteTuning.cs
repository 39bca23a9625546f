using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace MemberPortal.Web.Data;

/// <summary>Tunes each SQLite connection once, as 5-quality.md decided. The pool hands the same handle out again.</summary>
internal sealed class SqliteTuning : DbConnectionInterceptor
{
    private const string Pragmas =
        """
        PRAGMA journal_mode=WAL;
        PRAGMA synchronous=FULL;
        PRAGMA busy_timeout=5000;
        PRAGMA foreign_keys=ON;
        PRAGMA cache_size=-65536;
        PRAGMA temp_store=MEMORY;
        PRAGMA journal_size_limit=67108864;
        """;

    private readonly ConditionalWeakTable<sqlite3, object> _tuned = [];

    /// <summary>Comes before the first connection; later it is refused, and harmless.</summary>
    public static void TuneLibrary()
    {
        // Spares a lock that all connections share, around statistics nobody reads.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tune(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tune(connection);
        return Task.CompletedTask;
    }

    private void Tune(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (_tuned.TryGetValue(handle, out _))
            return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _tuned.AddOrUpdate(handle, handle);
    }
}
