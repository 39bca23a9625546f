using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.Shared;

/// <summary>
/// A mail as its reader sees it, in a frame of ours. It is somebody else's page: it runs nothing, loads nothing, and shows
/// in our frame only. Its links open in the whole window, when a person clicks them.
/// </summary>
internal static class MailBody
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-top-navigation-by-user-activation allow-popups";

    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="response">Gets the policy.</param>
    /// <param name="html">Null: there is no such mail.</param>
    public static IResult Framed(HttpResponse response, string? html)
    {
        if (html is null)
            return Results.NotFound();

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Text(MailLayout.InWholeWindow(html), "text/html; charset=utf-8");
    }
}
