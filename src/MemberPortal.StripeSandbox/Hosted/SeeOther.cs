namespace MemberPortal.StripeSandbox.Hosted;

/// <summary>303: the form has been dealt with, look there. A reload of what follows sends nothing again.</summary>
internal sealed class SeeOther(string url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute.AbsoluteUri
            : url;
        return Task.CompletedTask;
    }
}
