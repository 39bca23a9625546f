using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>A receipt as its holder sees it.</summary>
internal sealed record ReceiptSheet
{
    public required ReceiptRow Receipt { get; init; }

    /// <summary>What was paid for; null for money that no invoice could take.</summary>
    public required InvoiceSheet? Invoice { get; init; }

    /// <summary>Whose payment it is; null for money of nobody known.</summary>
    public required Member? Member { get; init; }

    /// <summary>Whether the rest of the member's pages opens to whoever reads it.</summary>
    public required bool IsOwn { get; init; }

    /// <returns>Null where <paramref name="payment"/> finds none.</returns>
    public static async Task<ReceiptSheet?> FindAsync(
        PortalDbContext db, IQueryable<Payment> payment, bool isOwn, CancellationToken cancellationToken)
    {
        if (await payment.Select(ReceiptQueries.Row).SingleOrDefaultAsync(cancellationToken) is not { } receipt)
            return null;

        return new ReceiptSheet
        {
            Receipt = receipt,
            Invoice = await db.Invoices.AsNoTracking()
                .Where(i => payment.Any(p => p.InvoiceId == i.Id))
                .Sheets()
                .SingleOrDefaultAsync(cancellationToken),
            Member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => payment.Any(p => p.MemberId == m.Id), cancellationToken),
            IsOwn = isOwn,
        };
    }
}
