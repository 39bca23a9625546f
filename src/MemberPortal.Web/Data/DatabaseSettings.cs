using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Data;

/// <summary>
/// The settings that lie in the database, over every other source. Read before there is a service, so without EF; read
/// again after each change of ours (<see cref="Reload"/>) and every few seconds for those of another process.
/// </summary>
/// <param name="file">May not be there yet.</param>
/// <param name="keys">The only ones believed: no row of a database may name a secret or an address.</param>
internal sealed class DatabaseSettings(PortalFile file, IReadOnlySet<string> keys) : ConfigurationProvider, IConfigurationSource
{
    private readonly Lock _reading = new();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load() => Data = Read();

    /// <summary>The rows are the only way to set anything here.</summary>
    public override void Set(string key, string? value)
    {
    }

    /// <summary>What changed since is in force when this returns.</summary>
    public void Reload()
    {
        lock (_reading)
        {
            var read = Read();
            if (read.Count == Data.Count && read.All(row => Data.TryGetValue(row.Key, out var value) && value == row.Value))
                return;

            Data = read;
        }

        OnReload();
    }

    private Dictionary<string, string?> Read()
    {
        if (!File.Exists(file.Path))
            return [];

        SqliteTuning.TuneLibrary();
        try
        {
            // Without the pool, whose connection would go on reading the file that an upgrade replaced.
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(file.ConnectionString) { Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT Key, Value FROM Settings";
            using var rows = command.ExecuteReader();
            var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            while (rows.Read())
            {
                if (keys.Contains(rows.GetString(0)))
                    read[rows.GetString(0)] = rows.GetString(1);
            }

            return read;
        }
        catch (SqliteException)
        {
            // Not migrated yet, locked or damaged: what was known stays, and DatabaseStart says what is wrong.
            return new(Data, StringComparer.OrdinalIgnoreCase);
        }
    }
}
