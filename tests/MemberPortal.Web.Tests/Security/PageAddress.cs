using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Tests.Security;

internal static class PageAddress
{
    /// <summary>The first address that RouteTable knows of the page, which is the owner's or the staff's.</summary>
    public static string Of(CrawledPortal portal, CompiledPageActionDescriptor page, string? handler)
    {
        var route = $"/{page.AttributeRouteInfo!.Template!.TrimStart('/')}";
        var path = portal.Fill(RouteTable.Reading.First(row => row.Route == route).Path);
        return handler is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}";
    }
}
