using System.Data.Common;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>A portal whose disk can be full: then its database may not grow by a page.</summary>
public sealed class SmallDiskPortal : SignInPortal
{
    private readonly Quota _quota = new();

    internal async Task FillDiskAsync() =>
        _quota.Pages = await WithDbAsync(db => db.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync());

    internal void FreeDisk() => _quota.Pages = Quota.None;

    internal Task<string> CheckAsync() =>
        WithDbAsync(db => db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync());

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(_quota));
    }

    private sealed class Quota : DbTransactionInterceptor
    {
        public const long None = 1_000_000_000;

        public long Pages { get; set; } = None;

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a number
            command.CommandText = $"PRAGMA max_page_count={Pages}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return ValueTask.FromResult(result);
        }
    }
}
