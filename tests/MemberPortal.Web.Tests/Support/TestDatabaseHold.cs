using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Holds the write lock of a database file, as another process would, until disposed.</summary>
internal sealed class TestDatabaseHold : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    public TestDatabaseHold(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
