using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>What members may be reminded of today. Read inside the write that acts on it: what is paid by then is not in it.</summary>
internal sealed class DueReminders(PortalDbContext db, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> options)
{
    /// <param name="memberIds">Who.</param>
    /// <param name="but">A mail whose own stages count as not taken.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>One for each member who has something late that may be asked for, whether or not a stage is due.</returns>
    public async Task<IReadOnlyList<MemberReminder>> OfAsync(
        IReadOnlyCollection<int> memberIds, int? but, CancellationToken cancellationToken)
    {
        var (today, plan) = (calendar.Today, options.CurrentValue.Plan());
        var late = await db.LateInvoices(db.Invoices.Where(i => memberIds.Contains(i.MemberId)), today, calendar.Now, but)
            .ToListAsync(cancellationToken);

        return
        [
            .. late.Where(row => row.Facts.RefusalOn(today, plan) is null)
                .GroupBy(row => row.Member.Id)
                .Select(rows => Reminder([.. rows])),
        ];

        MemberReminder Reminder(List<LateInvoice> rows)
        {
            var stages = new List<ReachedStage>();
            foreach (var row in rows)
            {
                if (row.Facts.StageDueOn(today, plan) is { } stage)
                    stages.Add(new(row.Invoice.Id, row.Invoice.DueOn!.Value, stage));
            }

            return new(rows[0].Member, rows.ConvertAll(row => row.Invoice), stages, stages.Exists(stage => stage.Stage == plan.LastStage));
        }
    }
}
