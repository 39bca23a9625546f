using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Demo;

/// <summary>One mail of the demo, as its reader would have got it.</summary>
[AllowAnonymous]
internal sealed class MailboxMailModel(
    PortalDbContext db, BillingCalendar calendar, PortalAddress portal, IOptions<OrganisationOptions> organisation, IOptions<MailOptions> mail)
    : PageModel
{
    public OutgoingMail Mail { get; private set; } = null!;

    public string From => mail.Value.FromName ?? organisation.Value.Name;

    /// <summary>"22 November, 18:31".</summary>
    public string When
    {
        get
        {
            var day = DayText.WithoutWeekday(calendar.DayOf(Mail.QueuedAt), calendar.Today);
            return $"{day}, {calendar.InZone(Mail.QueuedAt).ToString("t", Language.Current.Culture)}";
        }
    }

    public string Headers
    {
        get
        {
            using var message = SmtpMessage.Of(
                Mail, mail.Value.SenderOf(organisation.Value), new(organisation.Value.ContactEmail), portal.Root.IdnHost);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"""
                From: {message.From}
                To: {message.To}
                Reply-To: {message.ReplyToList}
                Subject: {message.Subject}
                {string.Join('\n', message.Headers.AllKeys.Select(name => $"{name}: {message.Headers[name]}"))}
                """);
        }
    }

    public async Task<IActionResult> OnGetAsync([FromRoute] int id, CancellationToken cancellationToken)
    {
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } found)
            return NotFound();

        Mail = found;
        Response.AllowFrame();
        return Page();
    }
}
