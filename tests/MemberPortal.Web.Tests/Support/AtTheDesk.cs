using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Support;

/// <summary>What somebody at the desk does, by the portal's own use cases.</summary>
internal static class AtTheDesk
{
    public static readonly StaffMember Selma = new(1, "Selma Aasen");

    /// <summary>Money for one invoice, whole or part; answers the number of its receipt.</summary>
    public static async Task<string> RecordAsync(this Portal portal, Invoice invoice, long minor, string way = "cash") =>
        Assert.IsType<RecordByHandOutcome.Recorded>(await portal.RecordAsync(Money(way, (invoice, minor)), invoice.MemberId)).Receipt;

    public static Task<RecordByHandOutcome> RecordAsync(this Portal portal, MoneyByHand money, int memberId) =>
        portal.RunAsync<RecordByHand, RecordByHandOutcome>(record => record.RunAsync(memberId, money, Selma, default));

    public static MoneyByHand Money(string way, params (Invoice Invoice, long Minor)[] parts) => new()
    {
        Key = Guid.NewGuid(),
        Way = HandWay.Find(way)!,
        Parts = [.. parts.Select(part => new ReceivedPart(part.Invoice.Id, part.Minor))],
        Reference = way == "cheque" ? "4711" : null,
    };

    public static Task<ReversePaymentOutcome> ReverseAsync(this Portal portal, string receipt, string? comment = "Counted twice") =>
        portal.RunAsync<ReversePayment, ReversePaymentOutcome>(reverse => reverse.RunAsync(receipt, comment, Selma, default));

    /// <summary>Shows the receipt as a code; answers the token in its address.</summary>
    public static async Task<string> ShowReceiptAsync(this Portal portal, string receipt) =>
        (await portal.RunAsync<ShowReceipt, Uri?>(show => show.RunAsync(receipt, Selma, default)))!.Segments[^1];

    public static Task<List<Payment>> PaymentsOfAsync(this Portal portal, Member member) => portal.WithDbAsync(
        db => db.Payments.AsNoTracking().Where(p => p.MemberId == member.Id).OrderBy(p => p.Id).ToListAsync());

    /// <summary>Oldest first.</summary>
    public static Task<List<AuditEntry>> AuditOfAsync(this Portal portal, Member member) => portal.WithDbAsync(
        db => db.AuditLog.AsNoTracking().Where(e => e.MemberId == member.Id).OrderBy(e => e.Id).ToListAsync());

    public static async Task<Product> AddProductAsync(this Portal portal, string name = "Training ice", long price = 45_000, int vatRate = 2500)
    {
        var product = new Product { Name = name, Currency = "NOK", Price = price, VatRate = vatRate };
        await portal.WithDbAsync(async db =>
        {
            db.Add(product);
            await db.SaveChangesAsync();
        });
        return product;
    }
}
