using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Claims;

/// <summary>Gives a draft other lines or another due date. When it goes out by itself stays as it was.</summary>
internal sealed class ChangeDraft(PortalDbContext db, BillingCalendar calendar)
{
    public Task<DraftOutcome> RunAsync(int invoiceId, DraftWish wish, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var draft = await db.Invoices.Include(i => i.Lines).SingleOrDefaultAsync(i => i.Id == invoiceId, cancellationToken);
                if (DraftOutcome.RefusalOf(draft, calendar.Today) is { } refusal)
                    return refusal;
                if (wish.Lines.Count == 0)
                    return new DraftOutcome.NoLines();

                db.InvoiceLines.RemoveRange(draft!.Lines);
                draft.Replace(wish.InvoiceLines);
                draft.Title = wish.Title;
                draft.DueOn = wish.DueOn;
                db.InvoiceLog.Add(by.Noted(draft, InvoiceHappening.Changed, calendar.Now, wish.Comment));
                db.AuditLog.Add(by.Did(AuditAct.InvoiceChanged, calendar.Now, draft.MemberId, draft.Id, draft.Title, wish.Comment));
                return new DraftOutcome.Done(draft.Id);
            },
            cancellationToken);
}
