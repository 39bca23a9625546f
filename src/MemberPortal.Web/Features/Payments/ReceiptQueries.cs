using System.Linq.Expressions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

internal static class ReceiptQueries
{
    public static readonly Expression<Func<Payment, ReceiptRow>> Row = payment => new ReceiptRow
    {
        Id = payment.Id,
        Number = payment.ReceiptNumber,
        Amount = payment.Amount,
        Currency = payment.Currency,
        Way = payment.Way,
        CardBrand = payment.CardBrand,
        Last4 = payment.Last4,
        ReceivedAt = payment.ReceivedAt,
        Reference = payment.Reference,
        PayerName = payment.PayerName,
        ReversedAt = payment.Reversal == null ? null : payment.Reversal.At,
        Title = payment.Invoice == null ? null : payment.Invoice.Title,
        Facts = payment.Invoice == null ? null : payment.Invoice.Facts,
    };

    /// <summary>Newest first.</summary>
    public static IQueryable<ReceiptRow> ReceiptRows(this IQueryable<Payment> payments) =>
        payments.OrderByDescending(payment => payment.ReceivedAt).ThenByDescending(payment => payment.Id).Select(Row);
}
