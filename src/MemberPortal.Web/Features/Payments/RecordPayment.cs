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
/// One cause is one entry in the journal, however many claims it settles; each claim has a payment and a receipt of its own.
/// The same cause comes through once: the entry's key and the payment's source are unique.
/// </summary>
internal sealed class RecordPayment(PortalDbContext db, ReceiptMail receipts, BillingCalendar calendar)
{
    /// <returns>The payments, in the order of the parts; none when the money was recorded before.</returns>
    public async Task<IReadOnlyList<Payment>> RunAsync(ReceivedMoney money, CancellationToken cancellationToken)
    {
        var key = Occasion.KeyOf("payment", money.Source, "received");
        if (await db.Journal.AnyAsync(e => e.Key == key, cancellationToken))
            return [];

        var payments = new List<Payment>();
        var entries = new List<JournalEntry>();
        var numbers = new List<string>();
        foreach (var part in money.Parts)
        {
            var invoice = await db.Invoices.SingleAsync(i => i.Id == part.InvoiceId, cancellationToken);
            var amount = new Money(part.Minor, money.Currency);
            var occasion = new Occasion(key, money.HappenedAt, calendar.Now, money.By, $"invoice:{invoice.Number}");
            var takesIt = TakesMoney(invoice) && invoice.Currency == money.Currency.Code;

            entries.Add(takesIt
                ? await EntryAsync(occasion, invoice, money.Account, amount, cancellationToken)
                : Bookings.ReceiptUnallocated(occasion, invoice.MemberId, money.Account, amount));
            numbers.Add(invoice.Number!);
            payments.Add(await AddAsync(money, invoice, amount, takesIt, cancellationToken));
        }

        db.Journal.Add(Bookings.Together(
            new Occasion(key, money.HappenedAt, calendar.Now, money.By, $"invoice:{string.Join(',', numbers)}"), entries));
        return payments;
    }

    private async Task<Payment> AddAsync(
        ReceivedMoney money, Invoice invoice, Money amount, bool takesIt, CancellationToken cancellationToken)
    {
        var payment = new Payment
        {
            Source = money.Parts.Count == 1 ? money.Source : $"{money.Source}:{invoice.Number}",
            ProviderPaymentId = money.ProviderPaymentId,
            InvoiceId = takesIt ? invoice.Id : null,
            MemberId = invoice.MemberId,
            Currency = amount.Currency.Code,
            Amount = amount.Minor,
            Way = money.Way,
            CardBrand = money.CardBrand,
            Last4 = money.Last4,
            Reference = money.Reference,
            PayerName = money.PayerName,
            RecordedBy = money.RecordedBy,
            ReceivedAt = money.HappenedAt,
            ReceiptNumber = await NextReceiptNumberAsync(cancellationToken),
        };
        db.Payments.Add(payment);
        db.InvoiceLog.Add(new InvoiceLogEntry
        {
            InvoiceId = invoice.Id,
            At = calendar.Now,
            What = InvoiceHappening.PaymentReceived,
            By = money.By,
            Amount = amount.Minor,
            Comment = money.Comment,
        });
        if (takesIt)
            invoice.Received += amount.Minor;

        await receipts.QueueAsync(invoice, payment, money.CopyTo, cancellationToken);
        return payment;
    }

    private bool TakesMoney(Invoice invoice) => invoice.Facts.StatusOn(calendar.Today) is
        InvoiceStatus.Open or InvoiceStatus.PastDue or InvoiceStatus.Uncollectible or InvoiceStatus.Paid;

    private async Task<JournalEntry> EntryAsync(
        Occasion occasion, Invoice invoice, AccountKind into, Money amount, CancellationToken cancellationToken)
    {
        var claim = new Claim(invoice.Id, invoice.MemberId, Currency.Of(invoice.Currency));
        if (invoice.Kind == InvoiceKind.TopUp)
        {
            await db.RaiseBalanceAsync(invoice.MemberId, amount, cancellationToken);
            return Bookings.TopUpReceived(occasion, claim, into, amount);
        }

        return Bookings.PaymentReceived(occasion, claim, into, amount, await db.OutstandingAsync(invoice.Id, cancellationToken));
    }

    private async Task<string> NextReceiptNumberAsync(CancellationToken cancellationToken)
    {
        var year = calendar.Today.Year;
        return $"R{InvoiceNumber.Of(year, await db.NextNumberAsync(NumberSeries.Receipts, year, cancellationToken))}";
    }
}
