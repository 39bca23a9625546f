using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SQLitePCL;

namespace MemberPortal.Web.Data;

internal static class DataRegistration
{
    public static void AddData(this IServiceCollection services, bool isDemo)
    {
        // Spares a lock that all connections share, around statistics nobody reads. Refused, and harmless, once SQLite is in use.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);

        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new PortalFile(
            Path.GetFullPath(
                provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder,
                provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
            isDemo));
        services.AddSingleton<SqliteTuning>();
        services.AddSingleton(provider => new WriteLock(
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<Organisation.PortalOptions>>().Value.WritePatienceSeconds)));
        services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<PortalFile>().ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(PortalDbContext).Assembly))
            .EnableThreadSafetyChecks(false)   // one request, one context, one thing at a time; the check costs at every read
            .AddInterceptors(provider.GetRequiredService<SqliteTuning>(), new KeepMemberWords()));
        services.AddScoped<DatabaseStart>();
    }
}
