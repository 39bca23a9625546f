using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// A seller keeps reminders of an invoice back until a day, and the machine from giving it up; today ends a pause. For an
/// invoice that asks for money; any other is refused with its status.
/// </summary>
internal sealed class PauseReminders(PortalDbContext db, BillingCalendar calendar)
{
    /// <param name="invoiceId">Which.</param>
    /// <param name="until">Business date: the first on which reminders may leave again.</param>
    /// <param name="comment">Why, if the seller says so.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Ends the waiting for the write.</param>
    public Task<PauseOutcome> RunAsync(
        int invoiceId, DateOnly until, string? comment, StaffMember by, CancellationToken cancellationToken) => db.WriteAsync<PauseOutcome>(
        async () =>
        {
            var invoice = await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, cancellationToken);
            if (invoice is null)
                return new PauseOutcome.NoSuchInvoice();

            if (invoice.Facts.StatusOn(calendar.Today) is not (InvoiceStatus.Open or InvoiceStatus.PastDue) and var status)
                return new PauseOutcome.AsksForNothing(status);

            invoice.RemindersPausedUntil = until;
            db.InvoiceLog.Add(by.Noted(invoice, InvoiceHappening.RemindersPaused, calendar.Now, comment));
            db.AuditLog.Add(by.Did(
                AuditAct.RemindersPaused, calendar.Now, invoice.MemberId, invoice.Id, TypedDay.Of(until), comment));
            return new PauseOutcome.Paused();
        },
        cancellationToken);
}

internal abstract record PauseOutcome
{
    internal sealed record Paused : PauseOutcome;

    internal sealed record AsksForNothing(InvoiceStatus Status) : PauseOutcome;

    internal sealed record NoSuchInvoice : PauseOutcome;
}
