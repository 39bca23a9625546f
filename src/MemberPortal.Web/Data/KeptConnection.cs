using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MemberPortal.Web.Data;

/// <summary>
/// A connection as long-lived as the pooled context it belongs to: closing it only ends what is under way, and what SQLite
/// has prepared is there for the next request. Opening and preparing anew took a third of the home page.
/// </summary>
/// <remarks>It lacks the functions that EF adds for decimals and regular expressions: no column of ours needs them.</remarks>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>At some ten kilobytes each.</summary>
    private const int MostStatements = 256;

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG: a plan depends on the statement alone, so a kept one is not made anew for each value.</summary>
    private const int KeepPlans = 1007;

    private readonly Dictionary<string, SqliteCommand> _idle = [];
    private int _inUse;
    private bool _isDisposing;

    public override SqliteCommand CreateCommand() =>
        new KeptCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    public override void Open()
    {
        base.Open();
        _ = raw.sqlite3_db_config(Handle, KeepPlans, 1, out _);
    }

    /// <remarks>A statement in the middle of its rows holds on to the data as they were: then nothing is kept.</remarks>
    public override void Close()
    {
        if (_inUse == 0 && !_isDisposing)
        {
            Transaction?.Dispose();
            return;
        }

        _idle.Clear();
        base.Close();
    }

    /// <summary>What was prepared of this text, for one command at a time.</summary>
    public SqliteCommand Take(string text)
    {
        _inUse++;
        return _idle.Remove(text, out var prepared) ? prepared : new SqliteCommand(text, this);
    }

    public void GiveBack(SqliteCommand prepared)
    {
        _inUse--;
        prepared.Parameters.Clear();
        prepared.Transaction = null;
        if (_idle.Count < MostStatements)
            _idle[prepared.CommandText] = prepared;
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposing = true;
        base.Dispose(disposing);
    }
}
