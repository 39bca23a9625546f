using System.Diagnostics;
using System.Globalization;
using MemberPortal.Web.Data.Configurations;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Bench.NightShift;

/// <summary>What the least possible program would do with the same rows, on a copy of the file: one statement each, by hand.</summary>
internal sealed class BareSql(string file, IReadOnlyList<long> lastIds)
{
    private const string Tuning = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY";

    /// <summary>What reminding writes; each refers to those before it.</summary>
    private static readonly string[] Written = ["\"Outbox\"", "\"PayLinks\"", "\"Reminders\""];

    /// <summary>A whole copy of a database before anybody was reminded.</summary>
    public static async Task<BareSql> CopyAsync(string from, string to)
    {
        await RunInAsync(from, $"VACUUM INTO '{to}'");
        await using var connection = new SqliteConnection($"Data Source={to};Pooling=False");
        await connection.OpenAsync();
        var lastIds = new List<long>();
        foreach (var table in Written)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tables above
            command.CommandText = $"SELECT IFNULL(MAX(\"Id\"), 0) FROM {table}";
#pragma warning restore CA2100
            lastIds.Add((long)(await command.ExecuteScalarAsync())!);
        }

        return new BareSql(to, lastIds);
    }

    /// <summary>Finds the members to remind.</summary>
    public Task<TimeSpan> FindAsync(DateOnly dueBy) =>
        TimeAsync($"SELECT COUNT(DISTINCT \"MemberId\") FROM \"Invoices\" WHERE {Late(dueBy)}");

    /// <summary>Touches each late invoice: P9's measure.</summary>
    public async Task<TimeSpan> UpdateAsync(DateOnly dueBy)
    {
        var took = await TimeAsync($"UPDATE \"Invoices\" SET \"RemindersPausedUntil\" = '2000-01-01' WHERE {Late(dueBy)}");
        await TimeAsync($"UPDATE \"Invoices\" SET \"RemindersPausedUntil\" = NULL WHERE {Late(dueBy)}");
        return took;
    }

    /// <summary>Writes the rows that the portal wrote, words and all, in one transaction.</summary>
    public async Task<TimeSpan> WriteAsync(string portal)
    {
        var took = await TimeAsync(
            $"""
            ATTACH '{portal}' AS portal;
            BEGIN IMMEDIATE;
            {string.Concat(Written.Select(table => $"INSERT INTO main.{table} SELECT * FROM portal.{table} WHERE \"Id\" > (SELECT IFNULL(MAX(\"Id\"), 0) FROM main.{table});"))}
            COMMIT;
            DETACH portal;
            """);
        await ForgetAsync(file);
        return took;
    }

    /// <summary>Takes back what reminding wrote in the portal's file.</summary>
    public Task ForgetAsync(string portal) => RunInAsync(
        portal,
        string.Concat(Written.Select((table, i) => $"DELETE FROM {table} WHERE \"Id\" > {lastIds[i]};").Reverse()));

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

    private static async Task RunInAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, sql);
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
