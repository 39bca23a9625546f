using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.Web.Data;

/// <summary>Gives each pooled context a connection to keep, and lets go of them all when the portal ends: EF never does.</summary>
internal sealed class KeptConnections : DbConnectionInterceptor, IDisposable
{
    private readonly ConcurrentDictionary<KeptConnection, bool> _kept = [];

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        var connection = new KeptConnection(eventData.ConnectionString!);
        connection.Disposed += (_, _) => _kept.TryRemove(connection, out _);
        _kept.TryAdd(connection, true);
        return InterceptionResult<DbConnection>.SuppressWithResult(connection);
    }

    public void Dispose()
    {
        foreach (var connection in _kept.Keys)
            connection.Dispose();
    }
}
