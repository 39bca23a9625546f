using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Claims;

internal static class ClaimQueries
{
    /// <returns>Null for an unknown id.</returns>
    public static async Task<ClaimSheet?> ClaimSheetAsync(this PortalDbContext db, int id, CancellationToken cancellationToken)
    {
        var sheet = await db.Invoices.AsNoTracking()
            .Where(i => i.Id == id)
            .Select(i => new ClaimSheet
            {
                Id = i.Id,
                Number = i.Number,
                Kid = i.Kid,
                Title = i.Title,
                Currency = i.Currency,
                CreatedAt = i.CreatedAt,
                SentAt = i.SentAt,
                Facts = i.Facts,
                MemberNumber = i.Member!.Number,
                MemberName = i.Member.Name,
                Lines = i.Lines.OrderBy(line => line.Position).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return sheet is null ? null : sheet with
        {
            Places = sheet.Facts is { IssuedOn: not null, VoidedOn: null } ? await db.PlacesAsync(sheet, cancellationToken) : null,
            Payments = await db.Payments.AsNoTracking().Where(p => p.InvoiceId == id).ReceiptRows().ToListAsync(cancellationToken),
            Log = await db.InvoiceLog.AsNoTracking()
                .Where(entry => entry.InvoiceId == id)
                .OrderByDescending(entry => entry.Id)
                .ToListAsync(cancellationToken),
        };
    }

    private static async Task<MoneyPlaces> PlacesAsync(this PortalDbContext db, ClaimSheet sheet, CancellationToken cancellationToken) =>
        MoneyPlaces.Of(
            [.. sheet.Lines.Select(line => new LineAmount(line.Id, line.Amount, line.VatRate))],
            await db.Postings.AsNoTracking().Where(p => p.InvoiceId == sheet.Id).ToListAsync(cancellationToken));
}
