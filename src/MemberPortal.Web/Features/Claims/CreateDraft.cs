using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Claims;

/// <summary>
/// Makes out an invoice by hand, as a draft that goes out by itself (2-statuses.md, Invoice). A form sent twice makes one: the
/// second time leads to it.
/// </summary>
internal sealed class CreateDraft(PortalDbContext db, BillingCalendar calendar, IOptions<OrganisationOptions> organisation)
{
    public Task<DraftOutcome> RunAsync(int memberNumber, DraftWish wish, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync<DraftOutcome>(
            async () =>
            {
                var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Number == memberNumber, cancellationToken);
                if (member is null)
                    return new DraftOutcome.NoSuchDraft();
                if (wish.Lines.Count == 0)
                    return new DraftOutcome.NoLines();
                if (await MadeByAsync(wish.FormKey, cancellationToken) is { } made)
                    return new DraftOutcome.Done(made);

                var draft = new Invoice
                {
                    MemberId = member.Id,
                    Title = wish.Title,
                    Currency = organisation.Value.Currency,
                    CreatedAt = calendar.Now,
                    DueOn = wish.DueOn,
                    FormKey = wish.FormKey,
                };
                draft.Replace(wish.InvoiceLines);
                db.Invoices.Add(draft);
                await db.SaveChangesAsync(cancellationToken);   // for its id
                db.InvoiceLog.Add(by.Noted(draft, InvoiceHappening.Created, calendar.Now, wish.Comment));
                db.AuditLog.Add(by.Did(AuditAct.InvoiceCreated, calendar.Now, member.Id, draft.Id, draft.Title, wish.Comment));
                return new DraftOutcome.Done(draft.Id);
            },
            cancellationToken);

    private async Task<int?> MadeByAsync(Guid? form, CancellationToken cancellationToken) => form is null
        ? null
        : await db.Invoices.Where(i => i.FormKey == form).Select(i => (int?)i.Id).SingleOrDefaultAsync(cancellationToken);
}
