using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>The rows of the status table that SQL must find. InvoiceQueriesTests holds them and InvoiceFacts together.</summary>
internal static class InvoiceQueries
{
    /// <summary>Asked for and not yet received: status Open or PastDue. Uses the partial indexes of the same words.</summary>
    public static IQueryable<Invoice> Owed(this IQueryable<Invoice> invoices) => invoices.Where(i =>
        i.IssuedOn != null && i.VoidedOn == null && i.UncollectibleOn == null && i.RefundedOutsideOn == null && i.Received < i.Total);

    /// <summary>Status PastDue on this business date.</summary>
    public static IQueryable<Invoice> PastDueOn(this IQueryable<Invoice> invoices, DateOnly today) =>
        invoices.Owed().Where(i => i.DueOn < today);

    /// <summary>Issued and not asked for any more: Paid, Void, Uncollectible or Refunded.</summary>
    public static IQueryable<Invoice> Earlier(this IQueryable<Invoice> invoices) => invoices.Where(i =>
        i.IssuedOn != null
        && (i.VoidedOn != null || i.UncollectibleOn != null || i.RefundedOutsideOn != null || i.Received >= i.Total));

    public static IQueryable<InvoiceRow> Rows(this IQueryable<Invoice> invoices) => invoices.Select(i => new InvoiceRow
    {
        Id = i.Id,
        Number = i.Number!,
        Title = i.Title,
        Currency = i.Currency,
        Facts = i.Facts,
    });
}
