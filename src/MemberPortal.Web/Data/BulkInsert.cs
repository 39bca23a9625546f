using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberPortal.Web.Data;

/// <summary>
/// Many new rows by one prepared statement, past the change tracker, which takes thirty times as long
/// (5-quality.md, "Learnt by measuring"). Works inside a write; the ids are the caller's.
/// </summary>
internal static class BulkInsert
{
    /// <summary>What is <paramref name="given"/>, by property and by the row's place in the list, is not read from the row.</summary>
    public static Task InsertAllAsync<TRow>(
        this PortalDbContext db,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken,
        params (string Property, Func<int, object> Of)[] given)
        where TRow : class =>
        InsertAsync(db, rows, "", given, cancellationToken);

    /// <summary>A row whose key is there already, or twice among these, is left out.</summary>
    public static Task InsertNewAsync<TRow>(this PortalDbContext db, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class =>
        InsertAsync(db, rows, " ON CONFLICT DO NOTHING", [], cancellationToken);

    private static async Task InsertAsync<TRow>(
        PortalDbContext db,
        IReadOnlyList<TRow> rows,
        string onConflict,
        (string Property, Func<int, object> Of)[] given,
        CancellationToken cancellationToken)
        where TRow : class
    {
        if (db.Database.CurrentTransaction is not { } transaction)
            throw new InvalidOperationException("Rows are inserted inside a write.");

        var type = db.Model.FindEntityType(typeof(TRow))!;
        var properties = type.GetProperties().ToList();
        var values = properties.Select(p => ValueOf<TRow>(p, given)).ToList();

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = InsertInto(type, properties, db.GetService<ISqlGenerationHelper>()) + onConflict;
        for (var i = 0; i < properties.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < values.Count; i++)
                command.Parameters[i].Value = values[i](rows[row], row) ?? DBNull.Value;

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string InsertInto(IEntityType type, List<IProperty> properties, ISqlGenerationHelper sql)
    {
        var table = sql.DelimitIdentifier(type.GetTableName()!);
        var columns = string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName())));
        return $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
    }

    private static Func<TRow, int, object?> ValueOf<TRow>(IProperty property, (string Property, Func<int, object> Of)[] given)
        where TRow : class
    {
        if (given.FirstOrDefault(g => g.Property == property.Name).Of is { } of)
            return (_, row) => of(row);

        var getter = property.GetGetter();
        var converter = property.GetTypeMapping().Converter;
        return converter is null
            ? (row, _) => getter.GetClrValue(row)
            : (row, _) => converter.ConvertToProvider(getter.GetClrValue(row));
    }
}
