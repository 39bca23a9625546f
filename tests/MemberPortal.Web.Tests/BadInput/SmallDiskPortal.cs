using System.Data.Common;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>
/// A portal whose disk can be full. In <c>./test.sh</c> its database may not grow by a page; with <c>SMALL_DISK</c> it lies in that
/// folder, on a file system of a few megabytes that is really filled.
/// </summary>
public sealed class SmallDiskPortal : SignInPortal
{
    private readonly string? _disk = Environment.GetEnvironmentVariable("SMALL_DISK") is { } small
        ? Directory.CreateDirectory(Path.Combine(small, Guid.NewGuid().ToString("N"))).FullName
        : null;

    private readonly Quota _quota = new();

    private string Filler => Path.Combine(_disk!, "filler");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_disk is null)
            return;

        SqliteConnection.ClearAllPools();
        Directory.Delete(_disk, recursive: true);
    }

    internal async Task FillDiskAsync()
    {
        if (_disk is null)
        {
            _quota.Pages = await WithDbAsync(db => db.Database.SqlQueryRaw<long>("SELECT page_count AS Value FROM pragma_page_count").SingleAsync());
            return;
        }

        await using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                await filler.WriteAsync(new byte[512]);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    internal void FreeDisk()
    {
        _quota.Pages = Quota.None;
        if (_disk is not null)
            File.Delete(Filler);
    }

    internal Task<string> CheckAsync() =>
        WithDbAsync(db => db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync());

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        if (_disk is not null)
            builder.Configuration.AddInMemoryCollection([new("Storage:Folder", _disk)]);
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
