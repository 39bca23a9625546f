using System.Linq.Expressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>The rows of the status table that SQL must find. InvoiceQueriesTests holds them and InvoiceFacts together.</summary>
internal static class InvoiceQueries
{
    /// <summary>Asked for and not yet received: status Open or PastDue. Uses the partial indexes of the same words.</summary>
    public static readonly Expression<Func<Invoice, bool>> IsOwed = i =>
        i.IssuedOn != null && i.VoidedOn == null && i.UncollectibleOn == null && i.RefundedOutsideOn == null && i.Received < i.Total;

    public static readonly Expression<Func<Invoice, InvoiceRow>> Row = i => new InvoiceRow
    {
        Id = i.Id,
        Number = i.Number!,
        Title = i.Title,
        Currency = i.Currency,
        Facts = i.Facts,
    };

    public static readonly Expression<Func<Invoice, InvoiceSheet>> Sheet = i => new InvoiceSheet
    {
        Id = i.Id,
        Number = i.Number!,
        Kid = i.Kid!,
        Title = i.Title,
        Currency = i.Currency,
        Facts = i.Facts,
        MemberName = i.Member!.Name,
        MemberNumber = i.Member.Number,
        MemberEmail = i.Member.Email,
        TransferReportedOn = i.TransferReportedOn,
        Lines = i.Lines.OrderBy(line => line.Position).Select(line => new SheetLine
        {
            Description = line.Description,
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
            Amount = line.Amount,
            VatRate = line.VatRate,
            Vat = line.Vat,
        }).ToList(),
    };

    /// <inheritdoc cref="IsOwed"/>
    public static IQueryable<Invoice> Owed(this IQueryable<Invoice> invoices) => invoices.Where(IsOwed);

    /// <summary>Owed rows as their index has them, by due date, but those without one at the end: SQL would leave the index for that.</summary>
    public static IEnumerable<InvoiceRow> MostUrgentFirst(this IEnumerable<InvoiceRow> byDueDate) =>
        byDueDate.OrderBy(row => row.Facts.DueOn is null);

    /// <summary>Status PastDue on this business date.</summary>
    public static IQueryable<Invoice> PastDueOn(this IQueryable<Invoice> invoices, DateOnly today) =>
        invoices.Owed().Where(i => i.DueOn < today);

    /// <summary>Issued and not asked for any more: Paid, Void, Uncollectible or Refunded.</summary>
    public static IQueryable<Invoice> Earlier(this IQueryable<Invoice> invoices) => invoices.Where(i =>
        i.IssuedOn != null
        && (i.VoidedOn != null || i.UncollectibleOn != null || i.RefundedOutsideOn != null || i.Received >= i.Total));

    public static IQueryable<InvoiceRow> Rows(this IQueryable<Invoice> invoices) => invoices.Select(Row);

    public static IQueryable<InvoiceSheet> Sheets(this IQueryable<Invoice> invoices) => invoices.Select(Sheet);

    /// <summary>A member's own issued invoice with all that happened to it; null for any other number.</summary>
    public static async Task<InvoiceSheet?> SheetWithStoryAsync(
        this PortalDbContext db, int memberId, string number, CancellationToken cancellationToken)
    {
        var sheet = await db.Invoices.AsNoTracking()
            .Where(i => i.Number == number && i.MemberId == memberId)
            .Sheets()
            .SingleOrDefaultAsync(cancellationToken);
        return sheet is null ? null : sheet with
        {
            Receipts = await db.Payments.AsNoTracking()
                .Where(p => p.MemberId == memberId && p.InvoiceId == sheet.Id && p.Reversal == null)
                .ReceiptRows()
                .ToListAsync(cancellationToken),
            Story = await db.InvoiceLog.AsNoTracking()
                .Where(entry => entry.InvoiceId == sheet.Id)
                .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
                .ToListAsync(cancellationToken),
            LatestTry = await db.ChargeAttempts.AsNoTracking()
                .Where(attempt => attempt.Claims.Any(claim => claim.InvoiceId == sheet.Id))
                .OrderByDescending(attempt => attempt.StartedAt)
                .Select(attempt => new LatestTry(attempt.Id, attempt.State, attempt.DeclineCode, attempt.ExpectedOn))
                .FirstOrDefaultAsync(cancellationToken),
        };
    }
}
