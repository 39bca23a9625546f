using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Jobs.Cases;

internal static class PaymentsOf
{
    /// <summary>What each invoice has of payments, receipts and money; the books must agree.</summary>
    public static async Task<IReadOnlyList<string>> EachAsync(Portal portal, IReadOnlyList<Invoice> invoices)
    {
        var lines = new List<string>();
        foreach (var invoice in invoices)
        {
            var payments = await portal.PaymentsAsync(invoice);
            var receipts = await portal.WithDbAsync(db => Task.FromResult(
                db.Outbox.Count(m => m.MemberId == invoice.MemberId && m.Key.StartsWith("receipt:"))));
            lines.Add($"{payments.Count} payment, {receipts} receipt, received {(await portal.InvoiceAsync(invoice.Id)).Received}");
        }

        return lines;
    }
}
