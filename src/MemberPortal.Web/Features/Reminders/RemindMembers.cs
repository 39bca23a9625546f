using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// Queues one reminder each for some members, with the stages it takes, in one write. Called by
/// <see cref="RemindOfPastDueInvoices"/>, any number of times: whoever has paid, or was reminded today, or whose last
/// reminder still waits, gets none.
/// </summary>
internal sealed class RemindMembers(PortalDbContext db, DueReminders reminders, PastDueMail mail, BillingCalendar calendar)
{
    public Task RunAsync(IReadOnlyCollection<int> memberIds, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var told = await ToldAsync(memberIds, cancellationToken);
            var mails = new List<(OutgoingMail Mail, IReadOnlyList<ReachedStage> Stages)>();
            foreach (var reminder in await reminders.OfAsync([.. memberIds.Except(told)], but: null, cancellationToken))
            {
                if (reminder.Stages.Count > 0 && mail.Word(reminder) is { } worded)
                    mails.Add((worded, reminder.Stages));
            }

            await db.InsertForIdsAsync(mails.ConvertAll(m => m.Mail), cancellationToken);
            await db.InsertAddedAsync<PayLink>(cancellationToken);
            await db.InsertForIdsAsync([.. mails.SelectMany(m => m.Stages, (m, stage) => stage.In(m.Mail))], cancellationToken);
        },
        cancellationToken);

    private async Task<List<int>> ToldAsync(IReadOnlyCollection<int> memberIds, CancellationToken cancellationToken)
    {
        var midnight = calendar.InstantOf(calendar.Today, TimeOnly.MinValue);
        return await db.Outbox
            .Where(m => m.MemberId != null && memberIds.Contains(m.MemberId.Value) && m.Recheck!.StartsWith(ReminderRecheck.Prefix))
            .Where(m => m.QueuedAt >= midnight || (m.SentAt == null && m.FailedAt == null && m.WithdrawnAt == null))
            .Select(m => m.MemberId!.Value)
            .ToListAsync(cancellationToken);
    }
}
