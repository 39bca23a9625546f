using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// A member says that the money for an own invoice is sent: reminders wait some days for it. It settles nothing. Said twice on
/// a day, it is written down once; what cannot be paid now stays as it is.
/// </summary>
internal sealed class ReportTransfer(PortalDbContext db, BillingCalendar calendar)
{
    /// <returns>Whether the member has such an invoice.</returns>
    public Task<bool> RunAsync(int memberId, string invoiceNumber, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var invoice = await db.Invoices.SingleOrDefaultAsync(i => i.Number == invoiceNumber && i.MemberId == memberId, cancellationToken);
            if (invoice is null)
                return false;

            var today = calendar.Today;
            if (invoice.Facts.CanBePaidOn(today)
                && invoice.Facts.StatusOn(today) is InvoiceStatus.Open or InvoiceStatus.PastDue
                && invoice.TransferReportedOn != today)
            {
                invoice.TransferReportedOn = today;
                db.InvoiceLog.Add(new InvoiceLogEntry
                {
                    InvoiceId = invoice.Id,
                    At = calendar.Now,
                    What = InvoiceHappening.TransferReported,
                    By = Actor.Member,
                });
            }

            return true;
        },
        cancellationToken);
}
