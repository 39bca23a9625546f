using MemberPortal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Shared;

/// <summary>
/// What went wrong, what did not happen, and what to do now. Answers in place of whatever failed, by whatever method, and
/// so that nothing can fail again it reads nothing but the request.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    /// <summary>The failure as its answer's status says it; whoever opens this page by its address finds nothing here.</summary>
    public int Status { get; private set; }

    public string CorrelationId => Failures.CorrelationIdOf(HttpContext);

    /// <summary>Names the words, drawing and tone; what is not known is a failure of ours or of the visitor's browser.</summary>
    public (string Words, string Why, string Icon, string Tone) Look => Status switch
    {
        StatusCodes.Status400BadRequest => ("Error.BadRequest", "Error.BadRequest.Why", "alert", "warn"),
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ("Error.Forbidden", "Error.Forbidden.Why", "alert", "warn"),
        StatusCodes.Status404NotFound => ("Error.NotFound", "Error.NotFound.Why", "dash", "muted"),
        StatusCodes.Status405MethodNotAllowed => ("Error.Method", "Error.Method.Why", "dash", "muted"),
        StatusCodes.Status413PayloadTooLarge => ("Error.TooLarge", "Error.TooLarge.Why", "alert", "warn"),
        StatusCodes.Status429TooManyRequests => ("Error.TooMany", "Error.TooMany.Why", "clock", "warn"),
        StatusCodes.Status503ServiceUnavailable => ("Error.Busy", "Error.Busy.Why", "clock", "info"),
        < StatusCodes.Status500InternalServerError => ("Error.BadRequest", "Error.BadRequest.Why", "alert", "warn"),
        _ => ("Error.Ours", "Error.Ours.Why", "alert", "bad"),
    };

    [NonHandler]
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        if (Response.StatusCode < StatusCodes.Status400BadRequest)
            Response.StatusCode = StatusCodes.Status404NotFound;
        if (Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            Response.Headers.RetryAfter = Failures.RetryAfterSeconds;

        Status = Response.StatusCode;
        context.Result = Page();   // whatever the method was: no handler, and nobody who misses one
    }
}
