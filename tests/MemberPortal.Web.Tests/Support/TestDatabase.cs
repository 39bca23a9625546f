using System.Diagnostics.CodeAnalysis;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace MemberPortal.Web.Tests.Support;

/// <summary>A migrated database of its own in a folder of its own, without the rest of the portal.</summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly ServiceProvider _services;

    public TestDatabase()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = _folder.Path })
            .Build());
        services.AddSingleton<IHostEnvironment>(new Environment());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddOptions<PortalOptions>();
        services.AddData(isDemo: true);
        _services = services.BuildServiceProvider();
    }

    internal TestClock Clock { get; } = new();

    internal string File => Path.Combine(_folder.Path, "demo.db");

    public Task InitializeAsync() => InScopeAsync(scope => scope.GetRequiredService<DatabaseStart>().RunAsync(default));

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    internal Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work) =>
        InScopeAsync(scope => work(scope.GetRequiredService<PortalDbContext>()));

    internal Task WithDbAsync(Func<PortalDbContext, Task> work) =>
        WithDbAsync(async db => { await work(db); return true; });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private sealed class Environment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";
        public string ApplicationName { get; set; } = "MemberPortal";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
