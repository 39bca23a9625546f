using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Data;

/// <summary>What the books say, and the one balance that is kept beside them.</summary>
internal static class Books
{
    /// <summary>What is left to pay of each line, in the order in which money settles them, as the postings have it.</summary>
    public static async Task<IReadOnlyList<LineOutstanding>> OutstandingAsync(
        this PortalDbContext db, int invoiceId, CancellationToken cancellationToken)
    {
        var lines = await db.InvoiceLines.AsNoTracking()
            .Where(line => line.InvoiceId == invoiceId)
            .OrderBy(line => line.Position)
            .Select(line => new
            {
                line.Id,
                Minor = db.Postings
                    .Where(p => p.InvoiceId == invoiceId && p.InvoiceLineId == line.Id && p.Account == AccountKind.Receivable)
                    .Sum(p => p.Minor),
            })
            .ToListAsync(cancellationToken);

        return [.. lines.Select(line => new LineOutstanding(line.Id, line.Minor))];
    }

    /// <summary>Changes what a member has on account, inside a write; the database refuses less than nothing.</summary>
    public static async Task RaiseBalanceAsync(
        this PortalDbContext db, int memberId, Money amount, CancellationToken cancellationToken)
    {
        var balance = await db.Balances.FindAsync([memberId, amount.Currency.Code], cancellationToken);
        if (balance is null)
            db.Balances.Add(balance = new MemberBalance { MemberId = memberId, Currency = amount.Currency.Code, Amount = 0 });

        balance.Amount = checked(balance.Amount + amount.Minor);
    }
}
