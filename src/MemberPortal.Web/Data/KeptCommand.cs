using System.Data;
using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Data;

/// <summary>A command that reads or writes rows by what its <see cref="KeptConnection"/> has prepared of its text.</summary>
internal sealed class KeptCommand : SqliteCommand
{
    private const int LongestText = 8_192;

    private readonly KeptConnection _connection;
    private SqliteCommand? _prepared;

    public KeptCommand(KeptConnection connection)
    {
        _connection = connection;
        Connection = connection;
    }

    /// <summary>
    /// Some pragmas act while they are prepared, and what changes the schema is said once, as is a long batch: those are not kept.
    /// </summary>
    private bool IsKept => CommandText.Length <= LongestText
        && (CommandText.StartsWith("SELECT", StringComparison.Ordinal)
            || CommandText.StartsWith("INSERT", StringComparison.Ordinal)
            || CommandText.StartsWith("UPDATE", StringComparison.Ordinal)
            || CommandText.StartsWith("DELETE", StringComparison.Ordinal));

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        if (!IsKept)
            return base.ExecuteReader(behavior);

        if (_prepared?.CommandText != CommandText)
        {
            GiveBack();
            _prepared = _connection.Take(CommandText);
        }

        _prepared.Transaction = Transaction;
        _prepared.CommandTimeout = CommandTimeout;
        _prepared.Parameters.Clear();
        foreach (SqliteParameter parameter in Parameters)
            _prepared.Parameters.Add(parameter);

        return _prepared.ExecuteReader(behavior);
    }

    protected override void Dispose(bool disposing)
    {
        GiveBack();
        base.Dispose(disposing);
    }

    private void GiveBack()
    {
        if (_prepared is not null)
            _connection.GiveBack(_prepared);

        _prepared = null;
    }
}
