using System.Diagnostics;
using System.Globalization;
using MemberPortal.Web.Data.Configurations;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Bench.NightShift;

/// <summary>What the least possible program would do with the same rows, on a copy of the file: one statement each, by hand.</summary>
internal sealed class BareSql(string file)
{
    private const string Tuning = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY";

    /// <summary>A whole copy of a database in use.</summary>
    public static async Task<BareSql> CopyAsync(string from, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={from};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, $"VACUUM INTO '{to}'");
        return new BareSql(to);
    }

    /// <summary>Finds the members to remind.</summary>
    public Task<TimeSpan> FindAsync(DateOnly dueBy) =>
        TimeAsync($"SELECT COUNT(DISTINCT \"MemberId\") FROM \"Invoices\" WHERE {Late(dueBy)}");

    /// <summary>Touches each late invoice: P9's measure.</summary>
    public Task<TimeSpan> UpdateAsync(DateOnly dueBy) => TimeAsync($"UPDATE \"Invoices\" SET \"RemindersPausedUntil\" = '2000-01-01' WHERE {Late(dueBy)}");

    /// <summary>Writes the rows that the portal wrote, words and all, in one transaction.</summary>
    public Task<TimeSpan> WriteAsync(string from) => TimeAsync(
        $"""
        ATTACH '{from}' AS portal;
        BEGIN IMMEDIATE;
        INSERT INTO main."Outbox" SELECT * FROM portal."Outbox";
        INSERT INTO main."PayLinks" SELECT * FROM portal."PayLinks";
        INSERT INTO main."Reminders" SELECT * FROM portal."Reminders";
        COMMIT;
        DETACH portal;
        """);

    private static string Late(DateOnly dueBy) => string.Create(
        CultureInfo.InvariantCulture, $"{InvoiceConfiguration.Owed} AND \"DueOn\" <= '{dueBy:yyyy-MM-dd}'");

    private async Task<TimeSpan> TimeAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, Tuning);
        var began = Stopwatch.GetTimestamp();
        await RunAsync(connection, sql);
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
