using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Claims;

/// <summary>A draft that shall not go out: Void, and without a number.</summary>
internal sealed class DiscardDraft(PortalDbContext db, BillingCalendar calendar)
{
    public Task<DraftOutcome> RunAsync(int invoiceId, string? comment, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var draft = await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, cancellationToken);
                if (DraftOutcome.RefusalOf(draft, calendar.Today) is { } refusal)
                    return refusal;

                draft!.VoidedOn = calendar.Today;
                db.InvoiceLog.Add(by.Noted(draft, InvoiceHappening.Voided, calendar.Now, comment));
                db.AuditLog.Add(by.Did(AuditAct.InvoiceDiscarded, calendar.Now, draft.MemberId, draft.Id, draft.Title, comment));
                return new DraftOutcome.Done(draft.Id);
            },
            cancellationToken);
}
