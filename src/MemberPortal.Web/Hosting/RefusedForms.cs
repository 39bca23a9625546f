using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MemberPortal.Web.Hosting;

/// <summary>Notes that a form came without its token, or with another's: another site may have sent it (5-quality.md, V16.3).</summary>
internal sealed class RefusedForms(ILogger<RefusedForms> log) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            log.LogWarning(
                "A form of {Route} was refused: its token is missing, or another's",
                (context.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
