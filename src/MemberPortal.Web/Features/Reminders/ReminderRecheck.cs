using MemberPortal.Web.Data;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// Looks at a reminder again just before it leaves: at a decent hour, for what is still late, and for nothing that was paid,
/// paused or is being charged meanwhile. Stages that it does not take after all are free again.
/// </summary>
internal sealed class ReminderRecheck(
    PortalDbContext db, DueReminders reminders, PastDueMail mail, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> options)
    : IMailRecheck
{
    public const string Kind = "reminder";
    public const string Prefix = Kind + ":";

    public async Task<MailVerdict> LookAsync(OutgoingMail outgoing, string reference, CancellationToken cancellationToken)
    {
        var decent = options.CurrentValue.DecentHour(calendar);
        if (decent > calendar.Now)
            return new MailVerdict.NotBefore(decent);

        var found = await reminders.OfAsync([outgoing.MemberId!.Value], but: outgoing.Id, cancellationToken);
        var reminder = found.SingleOrDefault();
        await TakeAsync(outgoing, reminder?.Stages ?? [], cancellationToken);

        // A mail that repeats another has no stage of its own to tell.
        if (reminder is null || (reminder.Stages.Count == 0 && outgoing.RepeatOf is null))
            return new MailVerdict.Withdrawn();

        return reminder.Asks == reference && outgoing.IsAsWordedFor(reminder.Member) ? new MailVerdict.Holds() : new MailVerdict.HoldsAs(mail.LetterOf(reminder));
    }

    private async Task TakeAsync(OutgoingMail outgoing, IReadOnlyList<ReachedStage> stages, CancellationToken cancellationToken)
    {
        var taken = await db.Reminders.Where(r => r.MailId == outgoing.Id).ToListAsync(cancellationToken);
        db.Reminders.RemoveRange(taken.Where(r => !stages.Contains(ReachedStage.Of(r))));
        db.Reminders.AddRange(stages.Except(taken.Select(ReachedStage.Of)).Select(stage => stage.In(outgoing)));
    }
}
