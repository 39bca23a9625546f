using Microsoft.AspNetCore.Mvc.Filters;

namespace MemberPortal.Web.Hosting;

/// <summary>The address of this page is the key to it: it is told to nobody, not to the next page, not to a search engine.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class KeepsAddressAttribute : ResultFilterAttribute
{
    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
    }
}
