using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The mailbox of the demo, open to all. In production there is no such address.</summary>
internal static class MailboxRegistration
{
    /// <summary>
    /// A mail's body is somebody else's page: it runs nothing, loads nothing, and shows in our frame only. Its links open
    /// in the whole window, when a person clicks them.
    /// </summary>
    private const string BodyPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-top-navigation-by-user-activation allow-popups";

    public static void AddMailbox(this IServiceCollection services, bool isDemo)
    {
        if (isDemo)
            return;

        services.Configure<RazorPagesOptions>(pages =>
            pages.Conventions.AddFolderRouteModelConvention("/Demo", page => page.Selectors.Clear()));
    }

    public static void MapMailbox(this WebApplication app, bool isDemo)
    {
        if (isDemo)
            app.MapMethods("/demo/mailbox/{id:int}/body", [HttpMethods.Get, HttpMethods.Head], BodyAsync).AllowAnonymous();
    }

    private static async Task<IResult> BodyAsync(
        int id, HttpResponse response, PortalDbContext db, CancellationToken cancellationToken)
    {
        var html = await db.Outbox.AsNoTracking()
            .Where(mail => mail.Id == id)
            .Select(mail => mail.Html)
            .SingleOrDefaultAsync(cancellationToken);
        if (html is null)
            return Results.NotFound();

        response.Headers.ContentSecurityPolicy = BodyPolicy;
        response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Text(MailLayout.InWholeWindow(html), "text/html; charset=utf-8");
    }
}
