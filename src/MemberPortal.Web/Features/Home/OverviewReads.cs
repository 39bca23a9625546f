using System.Linq.Expressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Home;

/// <summary>
/// The reads of the home page, compiled: working out anew what they say took a quarter of the page. Once
/// a portal, since a compiled query is bound to the model of one database.
/// </summary>
internal sealed class OverviewReads
{
    private const int RecentPayments = 3;

    /// <summary>How long a canceled subscription is still shown, in days.</summary>
    private const int RememberedDays = 365;

    public static readonly Expression<Func<PortalDbContext, int, IQueryable<InvoiceRow>>> Owed = (db, memberId) =>
        db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId).Where(InvoiceQueries.IsOwed)
            .OrderBy(i => i.DueOn).ThenBy(i => i.Id)
            .Select(InvoiceQueries.Row);

    public static readonly Expression<Func<PortalDbContext, int, IQueryable<ReceiptRow>>> Recent = (db, memberId) =>
        db.Payments.AsNoTracking()
            .Where(p => p.MemberId == memberId && p.Reversal == null)
            .OrderByDescending(p => p.ReceivedAt).ThenByDescending(p => p.Id)
            .Select(ReceiptQueries.Row)
            .Take(RecentPayments);

    /// <summary>The method and the balance, beside each of the subscriptions; one row at least.</summary>
    public static readonly Expression<Func<PortalDbContext, int, string, DateOnly, IQueryable<AccountRow>>> Account = (db, memberId, currency, since) =>
        (from member in db.Members
         where member.Id == memberId
         from method in db.PaymentMethods.Where(m => m.MemberId == member.Id).DefaultIfEmpty()
         from balance in db.Balances.Where(b => b.MemberId == member.Id && b.Currency == currency).DefaultIfEmpty()
         from subscription in db.Subscriptions
             .Where(s => s.MemberId == member.Id && (s.CanceledOn == null || s.CanceledOn >= since))
             .DefaultIfEmpty()
         from product in db.Products.Where(p => p.Id == subscription!.ProductId).DefaultIfEmpty()
         orderby product!.Name
         select new AccountRow
         {
             Method = method,
             LastInvoiceUnpaid = db.AttemptClaims
                 .Where(c => c.AttemptId == method!.LastAttemptId)
                 .Join(db.Invoices.Where(InvoiceQueries.IsOwed), c => c.InvoiceId, i => i.Id, (c, i) => i.Id)
                 .Any(),
             Balance = balance == null ? 0 : balance.Amount,
             Subscription = subscription,
             Product = product,
         }).AsNoTracking();

    private readonly Func<PortalDbContext, int, IAsyncEnumerable<InvoiceRow>> _owed = EF.CompileAsyncQuery(Owed);
    private readonly Func<PortalDbContext, int, IAsyncEnumerable<ReceiptRow>> _recent = EF.CompileAsyncQuery(Recent);
    private readonly Func<PortalDbContext, int, string, DateOnly, IAsyncEnumerable<AccountRow>> _account = EF.CompileAsyncQuery(Account);

    public async Task<List<InvoiceRow>> OwedAsync(PortalDbContext db, int memberId, CancellationToken cancellationToken) =>
        [.. (await _owed(db, memberId).ToListAsync(cancellationToken)).MostUrgentFirst()];

    public ValueTask<List<ReceiptRow>> RecentAsync(PortalDbContext db, int memberId, CancellationToken cancellationToken) =>
        _recent(db, memberId).ToListAsync(cancellationToken);

    public ValueTask<List<AccountRow>> AccountAsync(
        PortalDbContext db, int memberId, string currency, DateOnly today, CancellationToken cancellationToken) =>
        _account(db, memberId, currency, today.AddDays(-RememberedDays)).ToListAsync(cancellationToken);
}
