using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// Writes down what became of reminders since the last time: of those that the server took, the day, on the stage and in the
/// invoice's log; the stages of those that failed are free again. Repeatable: what is written down is not found again.
/// </summary>
internal sealed class NoteReminders(PortalDbContext db, BillingCalendar calendar)
{
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await SomeAsync(cancellationToken))
        {
        }
    }

    private async Task<bool> SomeAsync(CancellationToken cancellationToken)
    {
        if (!await Unnoted().AnyAsync(cancellationToken))
            return false;

        return await db.WriteAsync(
            async () =>
            {
                var unnoted = await Unnoted().Include(r => r.Mail).OrderBy(r => r.MailId).Take(AtOnce).ToListAsync(cancellationToken);
                foreach (var reminder in unnoted)
                    Note(reminder, reminder.Mail!);

                return unnoted.Count == AtOnce;
            },
            cancellationToken);
    }

    private IQueryable<Reminder> Unnoted() =>
        db.Reminders.Where(r => r.LeftOn == null && (r.Mail!.SentAt != null || r.Mail.FailedAt != null));

    private void Note(Reminder reminder, OutgoingMail mail)
    {
        if (mail.SentAt is not { } sentAt)
        {
            db.Reminders.Remove(reminder);
            return;
        }

        reminder.LeftOn = calendar.DayOf(sentAt);
        db.InvoiceLog.Add(new InvoiceLogEntry
        {
            InvoiceId = reminder.InvoiceId,
            At = sentAt,
            What = InvoiceHappening.Reminded,
            By = Actor.Machine,
        });
    }
}
