using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace MemberPortal.Web.Tests.Histories;

/// <summary>A portal whose machine may lose its power.</summary>
public sealed class HistoriesPortal : Portal
{
    internal Machine Machine { get; } = new();

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(Machine);
        builder.Services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Machine));
    }
}
