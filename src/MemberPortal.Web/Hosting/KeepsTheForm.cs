using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Hosting;

/// <summary>
/// When a form cannot be taken just now, its page comes back with what was typed, as 503. Nothing was written, so it may
/// be sent again. A page without <see cref="IFormPage"/> has nothing typed to keep: it gets the error page.
/// </summary>
internal sealed class KeepsTheForm(IStringLocalizer<Texts> texts) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (done.Exception is not { } failure || done.ExceptionHandled || !Failures.Passes(failure) ||
            !HttpMethods.IsPost(context.HttpContext.Request.Method) || done.HandlerInstance is not IFormPage page)
        {
            return;
        }

        Failures.Log(context.HttpContext, failure);
        await page.LoadAsync(context.HttpContext.RequestAborted);
        done.ExceptionHandled = true;
        done.ModelState.AddModelError("", texts["Form.Busy"]);
        context.HttpContext.Response.Headers.RetryAfter = Failures.RetryAfterSeconds;
        done.Result = new PageResult { StatusCode = StatusCodes.Status503ServiceUnavailable };
    }
}
