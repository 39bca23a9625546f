using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Books money that has arrived and thanks the member: one step of the write that called it. Money is never refused: what
/// the claim does not ask for is held on it, and what no claim can take is kept as an unallocated receipt (2-statuses.md).
/// The same cause comes through once: the payment's source and the entry's key are unique.
/// </summary>
internal sealed class RecordPayment(PortalDbContext db, ReceiptMail receipts, BillingCalendar calendar)
{
    /// <returns>The payment, or null when it was recorded before.</returns>
    public async Task<Payment?> RunAsync(ReceivedMoney money, CancellationToken cancellationToken)
    {
        if (await db.Payments.AnyAsync(p => p.Source == money.Source, cancellationToken))
            return null;

        var invoice = await db.Invoices.SingleAsync(i => i.Id == money.InvoiceId, cancellationToken);
        var takesIt = TakesMoney(invoice) && invoice.Currency == money.Amount.Currency.Code;
        var payment = new Payment
        {
            Source = money.Source,
            InvoiceId = takesIt ? invoice.Id : null,
            MemberId = invoice.MemberId,
            Currency = money.Amount.Currency.Code,
            Amount = money.Amount.Minor,
            Way = money.Way,
            CardBrand = money.CardBrand,
            Last4 = money.Last4,
            ReceivedAt = money.HappenedAt,
            ReceiptNumber = await NextReceiptNumberAsync(cancellationToken),
        };
        var occasion = new Occasion(
            Occasion.KeyOf("payment", money.Source, "received"), money.HappenedAt, calendar.Now, money.By, $"invoice:{invoice.Number}");

        db.Payments.Add(payment);
        db.Journal.Add(takesIt
            ? await EntryAsync(occasion, invoice, money, cancellationToken)
            : Bookings.ReceiptUnallocated(occasion, invoice.MemberId, money.Account, money.Amount));
        db.InvoiceLog.Add(new InvoiceLogEntry
        {
            InvoiceId = invoice.Id,
            At = calendar.Now,
            What = InvoiceHappening.PaymentReceived,
            By = money.By,
            Amount = money.Amount.Minor,
        });
        if (takesIt)
            invoice.Received += money.Amount.Minor;

        await receipts.QueueAsync(invoice, payment, cancellationToken);
        return payment;
    }

    private bool TakesMoney(Invoice invoice) => invoice.Facts.StatusOn(calendar.Today) is
        InvoiceStatus.Open or InvoiceStatus.PastDue or InvoiceStatus.Uncollectible or InvoiceStatus.Paid;

    private async Task<JournalEntry> EntryAsync(
        Occasion occasion, Invoice invoice, ReceivedMoney money, CancellationToken cancellationToken)
    {
        var claim = new Claim(invoice.Id, invoice.MemberId, Currency.Of(invoice.Currency));
        if (invoice.Kind == InvoiceKind.TopUp)
        {
            await db.RaiseBalanceAsync(invoice.MemberId, money.Amount, cancellationToken);
            return Bookings.TopUpReceived(occasion, claim, money.Account, money.Amount);
        }

        return Bookings.PaymentReceived(
            occasion, claim, money.Account, money.Amount, await db.OutstandingAsync(invoice.Id, cancellationToken));
    }

    private async Task<string> NextReceiptNumberAsync(CancellationToken cancellationToken)
    {
        var year = calendar.Today.Year;
        return $"R{InvoiceNumber.Of(year, await db.NextNumberAsync(NumberSeries.Receipts, year, cancellationToken))}";
    }
}
