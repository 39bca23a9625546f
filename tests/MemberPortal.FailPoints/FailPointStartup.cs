using System.Diagnostics;
using MemberPortal.FailPoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

[assembly: HostingStartup(typeof(FailPointStartup))]

namespace MemberPortal.FailPoints;

/// <summary>
/// What the host loads when <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> names this assembly: listens to what EF says of its
/// commands and transactions, and stands around every call to the provider.
/// </summary>
public sealed class FailPointStartup : IHostingStartup
{
    /// <inheritdoc />
    public void Configure(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (ArmedFailPoint.FromEnvironment() is not { } armed)
            return;

        DiagnosticListener.AllListeners.Subscribe(new DatabaseWatch(armed));
        builder.ConfigureServices(services => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new ProviderWatch(armed)));
    }
}
