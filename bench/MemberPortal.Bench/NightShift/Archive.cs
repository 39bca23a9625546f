using Microsoft.Data.Sqlite;

namespace MemberPortal.Bench.NightShift;

/// <summary>
/// Old paid invoices beside a club's own, so many that a search which reads them all is found out. They are copies with names
/// that no counter gives, since numbers and KIDs of a million would not fit the years.
/// </summary>
internal static class Archive
{
    public static async Task FillUpAsync(string file, int invoices)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT name FROM pragma_table_info('Invoices') WHERE name NOT IN ('Id', 'Number', 'Kid', 'Received')";
        var columns = new List<string>();
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                columns.Add($"\"{reader.GetString(0)}\"");
        }

        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // column names of our own table
        command.CommandText =
            $"""
            WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < @copies)
            INSERT INTO "Invoices" ("Number", "Kid", "Received", {string.Join(", ", columns)})
            SELECT "Number" || '-' || n, "Kid" || '-' || n, "Total", {string.Join(", ", columns)}
            FROM copies JOIN (SELECT * FROM "Invoices" LIMIT @batch)
            """;
#pragma warning restore CA2100
        var own = Convert.ToInt32(await CountAsync(connection), System.Globalization.CultureInfo.InvariantCulture);
        command.Parameters.AddWithValue("@copies", (invoices - own) / Batch);
        command.Parameters.AddWithValue("@batch", Batch);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private const int Batch = 1_000;

    private static async Task<object?> CountAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Invoices\"";
        return await command.ExecuteScalarAsync();
    }
}
