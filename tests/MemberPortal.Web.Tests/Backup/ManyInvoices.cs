using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Tests.Backup;

/// <summary>
/// The first invoice of a database, with its lines, its payment and its entries in the journal, as many times more as a test
/// wants: faster than to issue and to pay them, and the books hold.
/// </summary>
internal static class ManyInvoices
{
    private const string Number = "'2026-' || printf('%05d', i + 1)";

    private static readonly (string Table, int Each, Dictionary<string, string> Changed)[] Copied =
    [
        ("Invoices", 1, new() { ["Number"] = Number, ["Kid"] = "\"Kid\" || i" }),
        ("InvoiceLines", 2, new() { ["InvoiceId"] = "1 + i" }),
        ("Journal", 2, new() { ["Key"] = $"replace(replace(\"Key\", '2026-00001', {Number}), 'cash:1', 'cash:' || (i + 1))" }),
        ("Postings", 0, new() { ["EntryId"] = "\"EntryId\" + 2 * i", ["InvoiceId"] = "\"InvoiceId\" + i", ["InvoiceLineId"] = "\"InvoiceLineId\" + 2 * i" }),
        ("Payments", 1, new() { ["Source"] = "'cash:' || (i + 1)", ["InvoiceId"] = "1 + i", ["ReceiptNumber"] = $"'R' || {Number}" }),
    ];

    public static async Task AddAsync(string file, int more)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await RunAsync(connection, "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; BEGIN");
        foreach (var (table, each, changed) in Copied)
        {
            var rows = each > 0 ? each : Convert.ToInt32(await AskAsync(connection, $"SELECT COUNT(*) FROM \"{table}\""), CultureInfo.InvariantCulture);
            var copies = new Dictionary<string, string>(changed) { ["Id"] = $"\"Id\" + {rows} * i" };
            var columns = ((string)(await AskAsync(connection, $"SELECT group_concat(name, ',') FROM pragma_table_info('{table}')"))!).Split(',');
            await RunAsync(connection, $"""
                INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
                WITH RECURSIVE times(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM times WHERE i < {more})
                SELECT {string.Join(", ", columns.Select(column => copies.GetValueOrDefault(column, $"\"{column}\"")))}
                FROM (SELECT * FROM "{table}" LIMIT {rows}) CROSS JOIN times
                """);
        }

        await RunAsync(connection, $"UPDATE \"NumberSeries\" SET \"Last\" = {more + 1} WHERE \"Series\" IN ('invoice', 'receipt'); COMMIT");
    }

    private static async Task RunAsync(SqliteConnection connection, string sql) => await AskAsync(connection, sql);

    private static async Task<object?> AskAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // written above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return await command.ExecuteScalarAsync();
    }
}
