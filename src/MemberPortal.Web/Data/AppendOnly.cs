using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>
/// Triggers that refuse to change or delete what must stand for ever. Created anew after every migration, since SQLite
/// drops a table's triggers when a migration rebuilds it.
/// </summary>
internal static class AppendOnly
{
    public static readonly IReadOnlyList<string> Tables = ["Journal", "Postings", "InvoiceLog", "Payments", "PaymentReversals", "AuditLog"];

    public static readonly IReadOnlyList<string> Changes = ["UPDATE", "DELETE"];

    public static string GuardOf(string table, string change) => $"{table}_refuses_{change}";

    /// <summary>As SQLite keeps it.</summary>
    public static string SqlOf(string table, string change) =>
        $"""
        CREATE TRIGGER "{GuardOf(table, change)}" BEFORE {change} ON "{table}"
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
        """;

    public static async Task GuardAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
        foreach (var change in Changes)
        {
            // Names of our own tables, no input: triggers take no parameters.
            var sql = $"""DROP TRIGGER IF EXISTS "{GuardOf(table, change)}"; {SqlOf(table, change)}""";
            await db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
        }
    }
}
