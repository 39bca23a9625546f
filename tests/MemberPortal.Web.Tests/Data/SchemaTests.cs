using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

public sealed class SchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_migrations_bring_the_schema_to_the_model()
    {
        Assert.False(await database.WithDbAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
    }

    [Fact]
    public async Task Each_connection_is_tuned_for_money()
    {
        var settings = await database.WithDbAsync(async db => new[]
        {
            await PragmaAsync(db, "journal_mode"),
            await PragmaAsync(db, "synchronous"),
            await PragmaAsync(db, "foreign_keys"),
            await PragmaAsync(db, "busy_timeout"),
        });

        Assert.Equal(["wal", "2", "1", "5000"], settings);
    }

    public static TheoryData<string, string> AppendOnlyChanges
    {
        get
        {
            var changes = new TheoryData<string, string>();
            foreach (var table in AppendOnly.Tables)
            {
                changes.Add(table, "UPDATE \"{0}\" SET rowid = rowid");
                changes.Add(table, "DELETE FROM \"{0}\"");
            }

            return changes;
        }
    }

    [Theory, MemberData(nameof(AppendOnlyChanges))]
    public async Task What_stands_for_ever_can_neither_be_changed_nor_deleted(string table, string change)
    {
        await database.WithDbAsync(async db =>
        {
            await SampleRows.AddPaidInvoiceAsync(db);
            var before = await CountAsync(db, table);
            Assert.NotEqual("0", before);

            var refused = await Assert.ThrowsAsync<SqliteException>(
                () => db.Database.ExecuteSqlRawAsync(change.Replace("{0}", table, StringComparison.Ordinal)));

            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
            Assert.Equal(before, await CountAsync(db, table));
        });
    }

    private static Task<string> PragmaAsync(PortalDbContext db, string name) => ScalarAsync(db, $"PRAGMA {name}");

    private static Task<string> CountAsync(PortalDbContext db, string table) => ScalarAsync(db, $"SELECT COUNT(*) FROM \"{table}\"");

    private static async Task<string> ScalarAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }
}
