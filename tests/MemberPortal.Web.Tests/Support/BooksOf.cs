using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Support;

/// <summary>The invariants of 5-quality.md, over everything a database holds.</summary>
internal static class BooksOf
{
    public static async Task AssertProvenAsync(PortalDbContext db)
    {
        var entries = await db.Journal.AsNoTracking().Include(e => e.Postings).ToListAsync();
        Assert.All(entries, entry => Assert.All(
            entry.Postings.GroupBy(p => p.Currency), side => Assert.Equal(0, side.Sum(p => p.Minor))));

        var postings = entries.SelectMany(e => e.Postings).ToLookup(p => p.InvoiceId);
        foreach (var invoice in await db.Invoices.AsNoTracking().Where(i => i.IssuedOn != null && i.Kind == Billing.Invoices.InvoiceKind.Invoice).ToListAsync())
        {
            long Sum(AccountKind account) => postings[invoice.Id].Where(p => p.Account == account).Sum(p => p.Minor);
            var asked = invoice.VoidedOn is null ? invoice.Total - Math.Min(invoice.Received, invoice.Total) : 0;

            Assert.Equal((invoice.Number, asked), (invoice.Number, Sum(AccountKind.Receivable)));
            Assert.Equal((invoice.Number, Math.Max(0, invoice.Received - invoice.Total)), (invoice.Number, -Sum(AccountKind.OverpaymentHeld)));
        }

        foreach (var balance in await db.Balances.AsNoTracking().ToListAsync())
        {
            var booked = entries.SelectMany(e => e.Postings)
                .Where(p => p.Account == AccountKind.Balance && p.MemberId == balance.MemberId && p.Currency == balance.Currency)
                .Sum(p => p.Minor);
            Assert.Equal(balance.Amount, -booked);
        }

        var received = entries.Where(e => e.Key.StartsWith("payment:", StringComparison.Ordinal) && e.Key.EndsWith(":received", StringComparison.Ordinal)).Select(e => e.Key).Order();
        var payments = await db.Payments.AsNoTracking().ToListAsync();
        Assert.Equal(payments.Select(CauseOf).Distinct().Order(), received);
    }

    /// <summary>The parts of a payment for several invoices share one entry.</summary>
    private static string CauseOf(Payment payment) => $"payment:{string.Join(':', payment.Source.Split(':').Take(2))}:received";
}
