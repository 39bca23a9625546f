using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// What is posted to a page is a form, or the answer is 400. Left alone the framework would run the handler with nothing of
/// what was sent where it cannot read that.
/// </summary>
internal sealed class ReadableForms : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsPost(request.Method) && !await IsFormAsync(request))
            context.Result = new BadRequestResult();
        else
            await next();
    }

    private static async Task<bool> IsFormAsync(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType && await request.ReadFormAsync(request.HttpContext.RequestAborted) is not null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return false;
        }
    }
}
