using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The mailbox of the demo, open to all. In production there is no such address.</summary>
internal static class MailboxRegistration
{
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
            app.MapMethods("/demo/mailbox/{id:int}/body", MailBody.Methods, BodyAsync).AllowAnonymous();
    }

    private static async Task<IResult> BodyAsync(
        int id, HttpResponse response, PortalDbContext db, CancellationToken cancellationToken) =>
        MailBody.Framed(response, await db.Outbox.AsNoTracking()
            .Where(mail => mail.Id == id)
            .Select(mail => mail.Html)
            .SingleOrDefaultAsync(cancellationToken));
}
