using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Payments;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Takes back what somebody at the desk recorded by mistake, with all the invoices that it paid at once: the first entry is
/// mirrored, received falls and the status follows, and whoever has to pay again gets fourteen days (2-statuses.md, Invoice).
/// A payment is reversed once, by the key of its reversal.
/// </summary>
internal sealed class ReversePayment(
    PortalDbContext db, ReversibleActQuery actQuery, PaymentReversedMail reversedMail, BillingCalendar calendar)
{
    public Task<ReversePaymentOutcome> RunAsync(string receipt, string? comment, StaffMember by, CancellationToken cancellationToken) =>
        db.WriteAsync<ReversePaymentOutcome>(
            async () =>
            {
                if (await actQuery.OfAsync(receipt, cancellationToken) is not { } act)
                    return new ReversePaymentOutcome.NoSuchPayment();
                if (comment is null)
                    return new ReversePaymentOutcome.CommentMissing();
                if (act.Facts.Refusal is { } refusal)
                    return new ReversePaymentOutcome.Refused(refusal);

                await BookAsync(act, by, cancellationToken);
                foreach (var payment in act.Payments)
                    await TakeBackAsync(payment, comment, by, cancellationToken);

                return new ReversePaymentOutcome.Reversed();
            },
            cancellationToken);

    private async Task BookAsync(ReversibleAct act, StaffMember by, CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        var occasion = new Occasion(Occasion.KeyOf("payment", act.Name, "reversed"), now, now, by.Name, act.Entry!.What);
        var mirrored = Bookings.Mirror(occasion, act.Entry);
        var effects = new List<JournalEntry> { mirrored };
        foreach (var payment in act.Payments.Where(p => p.Invoice is { Kind: InvoiceKind.Invoice }))
        {
            if (await ExcessAppliedAsync(occasion, payment, mirrored, cancellationToken) is { } applied)
                effects.Add(applied);
        }

        foreach (var balance in mirrored.Postings.Where(posting => posting.Account == AccountKind.Balance))
            await db.RaiseBalanceAsync(balance.MemberId!.Value, new Money(-balance.Minor, Currency.Of(balance.Currency)), cancellationToken);

        db.Journal.Add(Bookings.Together(occasion, effects));
    }

    /// <summary>What another payment brought too much settles what this one no longer does.</summary>
    private async Task<JournalEntry?> ExcessAppliedAsync(
        Occasion occasion, Payment payment, JournalEntry mirrored, CancellationToken cancellationToken)
    {
        var invoice = payment.Invoice!;
        var postings = mirrored.Postings.Where(posting => posting.InvoiceId == invoice.Id).ToList();
        var held = invoice.Facts.Held - postings.Where(p => p.Account == AccountKind.OverpaymentHeld).Sum(p => p.Minor);
        var outstanding = (await db.OutstandingAsync(invoice.Id, cancellationToken))
            .Select(line => line with
            {
                Minor = line.Minor + postings.Where(p => p.Account == AccountKind.Receivable && p.InvoiceLineId == line.InvoiceLineId).Sum(p => p.Minor),
            })
            .ToList();
        var applied = Math.Min(held, outstanding.Sum(line => line.Minor));
        var currency = Currency.Of(invoice.Currency);
        return applied <= 0
            ? null
            : Bookings.ExcessApplied(occasion, new Claim(invoice.Id, invoice.MemberId, currency), new Money(applied, currency), outstanding);
    }

    private async Task TakeBackAsync(Payment payment, string comment, StaffMember by, CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        db.PaymentReversals.Add(new PaymentReversal { PaymentId = payment.Id, At = now, By = by.Name, Comment = comment });
        db.AuditLog.Add(by.Did(
            AuditAct.PaymentReversed, now, payment.MemberId, payment.InvoiceId,
            $"{payment.ReceiptNumber}, {new Money(payment.Amount, Currency.Of(payment.Currency))}", comment));
        if (payment.Invoice is { } invoice)
            Lower(invoice, payment, comment, by);

        await reversedMail.QueueAsync(payment, cancellationToken);
    }

    private void Lower(Invoice invoice, Payment payment, string comment, StaffMember by)
    {
        var today = calendar.Today;
        var wasPaid = invoice.Facts.StatusOn(today) == InvoiceStatus.Paid;
        invoice.Received -= payment.Amount;
        db.InvoiceLog.Add(by.Noted(invoice, InvoiceHappening.PaymentReversed, calendar.Now, comment, payment.Amount));
        if (!wasPaid || invoice.Facts.LeftToPay == 0 || invoice.Facts.DueAgainOn(today) is not { } again || again == invoice.DueOn)
            return;

        invoice.DueOn = again;
        db.InvoiceLog.Add(by.Noted(invoice, InvoiceHappening.DueDateMoved, calendar.Now));
    }
}

internal abstract record ReversePaymentOutcome
{
    internal sealed record Reversed : ReversePaymentOutcome;

    internal sealed record CommentMissing : ReversePaymentOutcome;

    internal sealed record Refused(ReversalRefusal Why) : ReversePaymentOutcome;

    internal sealed record NoSuchPayment : ReversePaymentOutcome;
}
