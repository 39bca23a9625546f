using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MemberPortal.Web.Tests.Features;

/// <summary>Counts what is asked of the database. Tests of one class run one after the other.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
