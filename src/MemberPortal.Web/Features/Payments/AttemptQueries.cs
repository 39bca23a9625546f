using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

internal static class AttemptQueries
{
    /// <returns>Null for an unknown attempt.</returns>
    public static Task<AttemptOwner?> OwnerOfAsync(this PortalDbContext db, string attemptId, CancellationToken cancellationToken) =>
        db.ChargeAttempts
            .Where(attempt => attempt.Id == attemptId)
            .Select(attempt => new AttemptOwner(
                attempt.MemberId,
                attempt.PayLinkId,
                db.PayLinks.Where(link => link.Id == attempt.PayLinkId).Select(link => (DateTime?)link.ExpiresAt).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);

    public static Task<ReturnSheet> ReturnSheetAsync(this PortalDbContext db, string attemptId, CancellationToken cancellationToken) =>
        (from attempt in db.ChargeAttempts.AsNoTracking()
         join member in db.Members on attempt.MemberId equals member.Id
         where attempt.Id == attemptId
         select new ReturnSheet
         {
             Amount = attempt.Amount,
             Currency = attempt.Currency,
             Way = attempt.Way,
             KeepsMethod = attempt.KeepsMethod,
             PaymentId = attempt.PaymentIntentId,
             Invoices = attempt.Claims
                 .OrderBy(claim => claim.Position)
                 .Join(db.Invoices, claim => claim.InvoiceId, invoice => invoice.Id, (claim, invoice) => new ReturnInvoice
                 {
                     Number = invoice.Number!,
                     Title = invoice.Title,
                     Facts = invoice.Facts,
                     ProductIds = invoice.Lines.Select(line => line.ProductId).ToList(),
                 })
                 .ToList(),
             ReceiptTo = attempt.PayLinkId == null ? member.Email : attempt.ReceiptTo,
         }).SingleAsync(cancellationToken);
}

/// <param name="MemberId">Whose invoices it pays.</param>
/// <param name="PayLinkId">The link by which somebody pays them; null for the member.</param>
/// <param name="LinkEndsAt">When that link opens nothing any more, in UTC.</param>
internal sealed record AttemptOwner(int MemberId, int? PayLinkId, DateTime? LinkEndsAt);
