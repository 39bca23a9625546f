using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Tests.Support;

/// <summary>What a database holds, table by table: the count of rows and a hash over all of them.</summary>
internal static class DatabaseFingerprint
{
    public static async Task<IReadOnlyList<string>> OfAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var tables = new List<string>();
        foreach (var table in await ValuesAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"))
        {
            var rows = await ValuesAsync(connection, $"SELECT * FROM \"{table}\" ORDER BY rowid");
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
            tables.Add($"{table}: {rows.Count} rows {Convert.ToHexStringLower(hash)[..16]}");
        }

        return tables;
    }

    private static async Task<List<string>> ValuesAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names of tables come from the database itself
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture));
            rows.Add(string.Join('\u001F', cells));
        }

        return rows;
    }
}
