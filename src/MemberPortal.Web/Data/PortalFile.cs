using Microsoft.Data.Sqlite;

namespace MemberPortal.Web.Data;

/// <summary>The database file of this portal: one name for the demo, another for production.</summary>
internal sealed record PortalFile(string Folder, bool IsDemo)
{
    public string Path => System.IO.Path.Combine(Folder, IsDemo ? "demo.db" : "portal.db");

    public string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        DefaultTimeout = 5,
        Pooling = true,
    }.ToString();
}
