using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

internal static class AttemptQueries
{
    /// <returns>The member whose invoice the attempt is for; null for an unknown attempt.</returns>
    public static Task<int?> OwnerOfAsync(this PortalDbContext db, string attemptId, CancellationToken cancellationToken) =>
        (from attempt in db.ChargeAttempts
         join invoice in db.Invoices on attempt.InvoiceId equals invoice.Id
         where attempt.Id == attemptId
         select (int?)invoice.MemberId).SingleOrDefaultAsync(cancellationToken);

    public static Task<ReturnSheet> ReturnSheetAsync(this PortalDbContext db, string attemptId, CancellationToken cancellationToken) =>
        (from attempt in db.ChargeAttempts.AsNoTracking()
         join invoice in db.Invoices on attempt.InvoiceId equals invoice.Id
         where attempt.Id == attemptId
         select new ReturnSheet
         {
             Amount = attempt.Amount,
             Currency = attempt.Currency,
             InvoiceId = invoice.Id,
             InvoiceNumber = invoice.Number!,
             Facts = invoice.Facts,
             MemberEmail = invoice.Member!.Email,
             ProductIds = invoice.Lines.Select(line => line.ProductId).ToList(),
         }).SingleAsync(cancellationToken);
}
