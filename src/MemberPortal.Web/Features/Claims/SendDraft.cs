using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Claims;

/// <summary>"Send now": a draft goes out before its time, just as it would by itself.</summary>
internal sealed class SendDraft(PortalDbContext db, IssueInvoice issueInvoice, BillingCalendar calendar)
{
    public Task<DraftOutcome> RunAsync(int invoiceId, string? comment, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var draft = await db.Invoices.Include(i => i.Lines).Include(i => i.Member)
                    .SingleOrDefaultAsync(i => i.Id == invoiceId, cancellationToken);
                if (DraftOutcome.RefusalOf(draft, calendar.Today) is { } refusal)
                    return refusal;

                await issueInvoice.IssueAsync(draft!, by.Name, comment, cancellationToken);
                db.AuditLog.Add(by.Did(AuditAct.InvoiceSent, calendar.Now, draft!.MemberId, draft.Id, draft.Number, comment));
                return new DraftOutcome.Done(draft.Id);
            },
            cancellationToken);
}
