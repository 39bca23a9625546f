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
}
