using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.MailLog;

internal static class MailLogRegistration
{
    public static void AddMailLog(this IServiceCollection services)
    {
        services.AddScoped<SendMailAgain>();
        services.AddScoped<PreviewMail>();
    }

    /// <summary>What the frames of the mail log show. Links that let their readers in are for nobody else's eyes.</summary>
    public static void MapMailLog(this WebApplication app)
    {
        var forAdministrators = new AuthorizeAttribute { Roles = Role.Admin };
        app.MapMethods("/mails/{id:int}/body", MailBody.Methods, BodyAsync).RequireAuthorization(forAdministrators);
        app.MapMethods("/mails/preview/{sample}/{language}/body", MailBody.Methods, PreviewAsync).RequireAuthorization(forAdministrators);
    }

    private static async Task<IResult> BodyAsync(int id, HttpResponse response, PortalDbContext db, CancellationToken cancellationToken) =>
        MailBody.Framed(response, await db.Outbox.AsNoTracking()
            .Where(mail => mail.Id == id && !mail.CarriesSecret)
            .Select(mail => mail.Html)
            .SingleOrDefaultAsync(cancellationToken));

    private static IResult PreviewAsync(string sample, string language, HttpContext context, PreviewMail preview) =>
        MailBody.Framed(context.Response, MailSamples.Find(sample) is { } found && Language.All.FirstOrDefault(l => l.Code == language) is { } known
            ? preview.Of(found, known, context.User.DisplayName()).Html
            : null);
}
