using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Demo;

/// <summary>What the demo would have mailed, newest first.</summary>
[AllowAnonymous]
internal sealed class MailboxModel(PortalDbContext db, BillingCalendar calendar) : PageModel
{
    private const int Newest = 300;

    public IReadOnlyList<MailInBox> Mails { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Mails = await db.Outbox.AsNoTracking()
        .OrderByDescending(mail => mail.Id)
        .Take(Newest)
        .Select(mail => new MailInBox
        {
            Id = mail.Id,
            To = mail.ToAddress,
            Subject = mail.Subject,
            Language = mail.Language,
            QueuedAt = mail.QueuedAt,
            State = mail.SentAt != null ? MailState.Sent
                : mail.FailedAt != null ? MailState.Failed
                : mail.WithdrawnAt != null ? MailState.Withdrawn
                : MailState.Waiting,
        })
        .ToListAsync(cancellationToken);

    /// <summary>"18:31" today, else "20 Nov".</summary>
    public string When(DateTime instant) => calendar.DayOf(instant) == calendar.Today
        ? calendar.InZone(instant).ToString("t", Language.Current.Culture)
        : DayText.Short(calendar.DayOf(instant), calendar.Today);
}

internal sealed record MailInBox
{
    public required int Id { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Language { get; init; }
    public required DateTime QueuedAt { get; init; }
    public required MailState State { get; init; }
}
