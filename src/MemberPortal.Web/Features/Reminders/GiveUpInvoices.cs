using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// Gives up those of some invoices whose reminders are used up, by the facts as they are in the write. Books nothing: the
/// claim stands, and money that comes is taken.
/// </summary>
internal sealed class GiveUpInvoices(PortalDbContext db, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> options)
{
    public Task RunAsync(IReadOnlyCollection<int> invoiceIds, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var (now, today, plan) = (calendar.Now, calendar.Today, options.CurrentValue.Plan());
            var late = await db.LateInvoices(db.Invoices.Where(i => invoiceIds.Contains(i.Id)), today, now).ToListAsync(cancellationToken);
            var givenUp = late.Where(row => row.Facts.IsGivenUpOn(today, plan)).Select(row => row.Invoice.Id).ToList();

            await db.Invoices.Where(i => givenUp.Contains(i.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.UncollectibleOn, today), cancellationToken);
            db.InvoiceLog.AddRange(givenUp.Select(id => new InvoiceLogEntry
            {
                InvoiceId = id,
                At = now,
                What = InvoiceHappening.GivenUp,
                By = Actor.Machine,
            }));
        },
        cancellationToken);
}
