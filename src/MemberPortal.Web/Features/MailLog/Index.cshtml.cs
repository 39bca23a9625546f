using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.MailLog;

/// <summary>What was sent to whom and when, what waits and what failed: newest first, by the page.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class IndexModel(PortalDbContext db, BillingCalendar calendar) : PageModel
{
    private const int PageLength = 50;

    /// <summary>Only these; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    /// <summary>Where an older page begins: the id of the last mail of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<LoggedMail> Mails { get; private set; } = [];

    /// <summary>Null on the last page.</summary>
    public int? Older { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = db.Outbox.AsNoTracking();
        var mails = await (State is { } state ? all.In(state) : all)
            .NewestFirst(State, Before)
            .Take(PageLength + 1)
            .Rows()
            .ToListAsync(cancellationToken);
        Mails = [.. mails.Take(PageLength)];
        Older = mails.Count > PageLength ? Mails[^1].Id : null;
    }

    public string When(DateTime instant) => calendar.MomentOf(instant);
}
