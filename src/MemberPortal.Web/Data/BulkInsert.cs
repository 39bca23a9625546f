using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MemberPortal.Web.Data;

/// <summary>
/// Many new rows by one prepared statement, past the change tracker, which takes thirty times as long
/// (5-quality.md, "Learnt by measuring"). Works inside a write.
/// </summary>
internal static class BulkInsert
{
    /// <summary>The ids are the caller's. What is <paramref name="given"/>, by property and by the row's place in the list, is not read from the row.</summary>
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

    /// <summary>Each row has the id that the database gave it then.</summary>
    public static async Task InsertForIdsAsync<TRow>(this PortalDbContext db, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var id = type.FindPrimaryKey()!.Properties.Single();
        var properties = type.GetProperties().Where(p => p != id).ToList();
        var values = properties.ConvertAll(p => ValueOf<TRow>(p, []));

        await using var command = InsertInto(db, type, properties, $" RETURNING \"{id.GetColumnName()}\"");
        for (var row = 0; row < rows.Count; row++)
        {
            Fill(command, values, rows[row], row);
            var given = Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
            id.PropertyInfo!.SetValue(rows[row], given);
        }
    }

    /// <summary>The same for rows that were added to the context, which forgets them.</summary>
    public static Task InsertAddedAsync<TRow>(this PortalDbContext db, CancellationToken cancellationToken)
        where TRow : class
    {
        var added = AddedTo<TRow>(db.ChangeTracker);
        foreach (var row in added)
            row.State = EntityState.Detached;

        return db.InsertForIdsAsync(added.ConvertAll(row => row.Entity), cancellationToken);
    }

    private static List<EntityEntry<TRow>> AddedTo<TRow>(ChangeTracker tracker)
        where TRow : class
    {
        // What was added is known; looking for changes in all that is tracked takes as long as the insert.
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. tracker.Entries<TRow>().Where(row => row.State == EntityState.Added)];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }

    private static async Task InsertAsync<TRow>(
        PortalDbContext db,
        IReadOnlyList<TRow> rows,
        string onConflict,
        (string Property, Func<int, object> Of)[] given,
        CancellationToken cancellationToken)
        where TRow : class
    {
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var properties = type.GetProperties().ToList();
        var values = properties.ConvertAll(p => ValueOf<TRow>(p, given));

        await using var command = InsertInto(db, type, properties, onConflict);
        for (var row = 0; row < rows.Count; row++)
        {
            Fill(command, values, rows[row], row);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>With a parameter for each property, in their order.</summary>
    private static DbCommand InsertInto(PortalDbContext db, IEntityType type, List<IProperty> properties, string ending)
    {
        if (db.Database.CurrentTransaction is not { } transaction)
            throw new InvalidOperationException("Rows are inserted inside a write.");

        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        for (var i = 0; i < properties.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        var columns = string.Join(", ", properties.Select(p => $"\"{p.GetColumnName()}\""));
        var parameters = string.Join(", ", properties.Select((_, i) => $"@p{i}"));
#pragma warning disable CA2100 // names of our own model
        command.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({columns}) VALUES ({parameters}){ending}";
#pragma warning restore CA2100
        return command;
    }

    private static void Fill<TRow>(DbCommand command, List<Func<TRow, int, object?>> values, TRow row, int place)
    {
        for (var i = 0; i < values.Count; i++)
            command.Parameters[i].Value = values[i](row, place) ?? DBNull.Value;
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
