using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Demo;

public sealed class NoMailboxTests
{
    [Theory]
    [InlineData(true, "Demo/Mailbox", "Demo/MailboxMail", "Demo/Accounts", "Demo/Clock")]
    [InlineData(false)]
    public async Task Production_has_no_address_for_the_demos_pages(bool isDemo, params string[] expected)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(MailboxRegistration).Assembly.GetName().Name });
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Features");
        builder.Services.AddDbContext<PortalDbContext, SqlitePortalDbContext>();
        builder.Services.AddMailbox(isDemo);
        await using var app = builder.Build();
        app.MapRazorPages();
        app.MapMailbox(isDemo);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.Equal(
            expected.Order(),
            routes.Select(route => route.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath.TrimStart('/'))
                .Where(page => page?.StartsWith("Demo/", StringComparison.Ordinal) == true).Distinct().Order());
        Assert.Equal(isDemo, routes.Exists(route => route.RoutePattern.RawText!.EndsWith("/body", StringComparison.Ordinal)));
    }
}
