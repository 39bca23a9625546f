using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Support;

/// <summary>What no use case of the portal brings about yet, with its facts and its bookings.</summary>
internal static class BroughtAbout
{
    public static Task VoidAsync(this Portal portal, Invoice invoice) => portal.WithDbAsync(async db =>
    {
        var finalised = await db.Journal.Include(e => e.Postings).SingleAsync(e => e.Key == Occasion.KeyOf("invoice", invoice.Number!, "finalised"));
        db.Journal.Add(Bookings.InvoiceVoided(OccasionOf(portal, invoice, "voided"), finalised));
        (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).VoidedOn = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
    });

    public static Task PayFromBalanceAsync(this Portal portal, Invoice invoice, long minor) => portal.WithDbAsync(db => db.WriteAsync(
        async () =>
        {
            var (now, amount) = (portal.Clock.GetUtcNow().UtcDateTime, new Money(minor, Currency.Of(invoice.Currency)));
            var payment = new Payment
            {
                Source = $"balance:{invoice.Number}",
                InvoiceId = invoice.Id,
                MemberId = invoice.MemberId,
                Currency = invoice.Currency,
                Amount = minor,
                Way = PaymentWay.Balance,
                ReceivedAt = now,
                ReceiptNumber = $"R{InvoiceNumber.Of(now.Year, await db.NextNumberAsync(NumberSeries.Receipts, now.Year, default))}",
            };
            db.Payments.Add(payment);
            db.Journal.Add(Bookings.PaidFromBalance(
                new(Occasion.KeyOf("payment", payment.Source, "received"), now, now, "member", $"invoice:{invoice.Number}"),
                new Claim(invoice.Id, invoice.MemberId, amount.Currency), amount, await db.OutstandingAsync(invoice.Id, default)));
            (await db.Invoices.SingleAsync(i => i.Id == invoice.Id)).Received += minor;
            await db.RaiseBalanceAsync(invoice.MemberId, -amount, default);
        },
        default));

    private static Occasion OccasionOf(Portal portal, Invoice invoice, string what)
    {
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        return new(Occasion.KeyOf("invoice", invoice.Number!, what), now, now, "seller", $"invoice:{invoice.Number}");
    }
}
