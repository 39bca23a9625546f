using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>One mail: how it stands, why, what it says, and a button to send it again.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class MailModel(PortalDbContext db, SendMailAgain sendAgain, BillingCalendar calendar, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [FromRoute]
    public int Id { get; set; }

    [TempData]
    public string? Notice { get; set; }

    public OutgoingMail Mail { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        switch (await sendAgain.RunAsync(Id, StaffMember.Of(User), cancellationToken))
        {
            case SendMailAgainOutcome.Waits(var id):
                Notice = texts["MailLog.WillBeSent"];
                return LocalRedirect($"/mails/{id}");

            case SendMailAgainOutcome.Refused(var why):
                Notice = texts[$"MailRefusal.{why}"];
                return LocalRedirect($"/mails/{Id}");

            default:
                return NotFound();
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken) => FindAsync(cancellationToken);

    public string When(DateTime instant) => calendar.MomentOf(instant);

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == Id, cancellationToken) is not { } found)
            return false;

        Mail = found;
        Response.AllowFrame();
        return true;
    }
}
