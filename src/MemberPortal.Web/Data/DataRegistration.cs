using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Data;

internal static class DataRegistration
{
    public static void AddData(this IServiceCollection services, bool isDemo)
    {
        SqliteTuning.TuneLibrary();
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new PortalFile(
            Path.GetFullPath(
                provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder,
                provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
            isDemo));
        services.AddSingleton<DatabaseHold>();
        services.AddSingleton<SqliteTuning>();
        services.AddSingleton<KeptConnections>();
        services.AddSingleton(provider => new WriteLock(
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<Organisation.PortalOptions>>().Value.WritePatienceSeconds)));
        services.AddDbContextPool<PortalDbContext, SqlitePortalDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<PortalFile>().ConnectionString)
            .EnableThreadSafetyChecks(false)   // one request, one context, one thing at a time; the check costs at every read
            .AddInterceptors(provider.GetRequiredService<KeptConnections>(), provider.GetRequiredService<SqliteTuning>(), new KeepMemberWords()),
            poolSize: Environment.ProcessorCount * 2);   // no more read at once; the fewer there are, the warmer they are
        services.AddSingleton<DatabaseUpgrade>();
        services.AddScoped<DatabaseStart>();
    }
}
