using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

internal static class ReceiptQueries
{
    /// <summary>Newest first.</summary>
    public static IQueryable<ReceiptRow> ReceiptRows(this IQueryable<Payment> payments) =>
        from payment in payments
        orderby payment.ReceivedAt descending, payment.Id descending
        select new ReceiptRow
        {
            Id = payment.Id,
            Number = payment.ReceiptNumber,
            Amount = payment.Amount,
            Currency = payment.Currency,
            Way = payment.Way,
            CardBrand = payment.CardBrand,
            Last4 = payment.Last4,
            ReceivedAt = payment.ReceivedAt,
            Title = payment.Invoice == null ? null : payment.Invoice.Title,
            Facts = payment.Invoice == null ? null : payment.Invoice.Facts,
        };
}
