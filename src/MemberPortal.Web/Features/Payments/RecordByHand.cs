using MemberPortal.Billing;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Records cash, a cheque or a transfer, against one invoice of a member or several. A payment page that is open for any of
/// them is closed at the provider first, and what was paid there meanwhile is booked; money in the hand is then more than
/// asked, and held. A form sent twice is recorded once: its key is the payment's source, which is unique.
/// </summary>
internal sealed class RecordByHand(PortalDbContext db, RecordPayment recordPayment, SettleAttempt settleAttempt, BillingCalendar calendar)
{
    public async Task<RecordByHandOutcome> RunAsync(int memberId, MoneyByHand money, StaffMember by, CancellationToken cancellationToken)
    {
        if (FaultOf(money) is { } fault)
            return new RecordByHandOutcome.Refused(fault);

        var invoiceIds = money.Parts.Select(part => part.InvoiceId).ToList();
        if (await RefusalOfAsync(memberId, invoiceIds, cancellationToken) is { } refusal)
            return refusal;   // and no page was closed for it

        await CloseOpenPagesAsync(memberId, invoiceIds, cancellationToken);
        return await db.WriteAsync(() => RecordAsync(memberId, invoiceIds, money, by, cancellationToken), cancellationToken);
    }

    private RecordRefusal? FaultOf(MoneyByHand money) => money switch
    {
        { Parts.Count: 0 } => RecordRefusal.NothingEntered,
        { Way.Way: PaymentWay.Cheque, Reference: null } => RecordRefusal.ChequeNumberMissing,
        { ArrivedOn: { } day } when day > calendar.Today => RecordRefusal.NotArrivedYet,
        _ => null,
    };

    private async Task<RecordByHandOutcome?> RefusalOfAsync(int memberId, List<int> invoiceIds, CancellationToken cancellationToken)
    {
        var invoices = await db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId && invoiceIds.Contains(i.Id))
            .Select(i => new { i.IssuedOn, i.Currency })
            .ToListAsync(cancellationToken);
        if (invoices.Count != invoiceIds.Count)
            return new RecordByHandOutcome.NoSuchInvoice();
        if (invoices.Exists(i => i.IssuedOn is null))
            return new RecordByHandOutcome.Refused(RecordRefusal.NotSent);

        return invoices.Exists(i => i.Currency != invoices[0].Currency)
            ? new RecordByHandOutcome.Refused(RecordRefusal.SeveralCurrencies)
            : null;
    }

    /// <remarks>A provider that cannot be reached does not keep anybody's cash from being recorded: its page is settled by a job.</remarks>
    private async Task CloseOpenPagesAsync(int memberId, List<int> invoiceIds, CancellationToken cancellationToken)
    {
        var pending = await db.AttemptClaims.AsNoTracking()
            .Where(claim => invoiceIds.Contains(claim.InvoiceId) && claim.ReleasedAt == null)
            .Join(db.ChargeAttempts, claim => claim.AttemptId, attempt => attempt.Id, (claim, attempt) => attempt)
            .Where(attempt => attempt.MemberId == memberId && attempt.ProcessingSince == null)
            .Select(attempt => attempt.Id)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var attemptId in pending)
            await settleAttempt.CloseAsync(attemptId, cancellationToken);
    }

    private async Task<RecordByHandOutcome> RecordAsync(
        int memberId, List<int> invoiceIds, MoneyByHand money, StaffMember by, CancellationToken cancellationToken)
    {
        if (await RefusalOfAsync(memberId, invoiceIds, cancellationToken) is { } refusal)
            return refusal;

        var currency = await db.Invoices.Where(i => i.Id == invoiceIds[0]).Select(i => i.Currency).SingleAsync(cancellationToken);
        var payments = await recordPayment.RunAsync(ReceivedFrom(money, Currency.Of(currency), by), cancellationToken);
        if (payments.Count == 0)
            return new RecordByHandOutcome.Recorded(await ReceiptOfAsync(money.Source, cancellationToken));

        db.AuditLog.AddRange(payments.Select(payment => by.Did(
            AuditAct.PaymentRecorded, calendar.Now, memberId, payment.InvoiceId, DetailOf(payment), money.Comment)));
        await NoteWayAsync(memberId, money.Way, cancellationToken);
        return new RecordByHandOutcome.Recorded(payments[0].ReceiptNumber);
    }

    private ReceivedMoney ReceivedFrom(MoneyByHand money, Currency currency, StaffMember by) => new()
    {
        Source = money.Source,
        Currency = currency,
        Parts = money.Parts,
        Way = money.Way.Way,
        Account = money.Way.Account,
        Reference = money.Reference,
        PayerName = money.PayerName,
        HappenedAt = money.ArrivedOn is { } day && day < calendar.Today ? calendar.InstantOf(day, new TimeOnly(12, 0)) : calendar.Now,
        By = by.Name,
        RecordedBy = by.Name,
        Comment = money.Comment,
    };

    /// <summary>Of the same form, sent before.</summary>
    private Task<string> ReceiptOfAsync(string source, CancellationToken cancellationToken) =>
        db.Payments.OfAct(source).OrderBy(p => p.Id).Select(p => p.ReceiptNumber).FirstAsync(cancellationToken);

    private static string DetailOf(Payment payment)
    {
        var amount = new Money(payment.Amount, Currency.Of(payment.Currency));
        return string.Join(", ", new[] { payment.ReceiptNumber, $"{amount}", payment.Reference, payment.PayerName }.OfType<string>());
    }

    /// <summary>Who has no method pays so from now on (2-statuses.md, Manual); a card on file is not replaced.</summary>
    private async Task NoteWayAsync(int memberId, HandWay way, CancellationToken cancellationToken)
    {
        if (!await db.PaymentMethods.AnyAsync(m => m.MemberId == memberId, cancellationToken))
            db.PaymentMethods.Add(new PaymentMethod { MemberId = memberId, Kind = way.Method, AddedAt = calendar.Now });
    }
}

internal abstract record RecordByHandOutcome
{
    /// <summary>Now, or by the same form before.</summary>
    /// <param name="Receipt">The number of the first of its receipts.</param>
    internal sealed record Recorded(string Receipt) : RecordByHandOutcome;

    internal sealed record Refused(RecordRefusal Why) : RecordByHandOutcome;

    internal sealed record NoSuchInvoice : RecordByHandOutcome;
}

/// <summary>Why nothing was recorded; the words for it are the resource named after it. Money that a claim does not ask for is none.</summary>
internal enum RecordRefusal
{
    NothingEntered,
    ChequeNumberMissing,

    /// <summary>The day lies ahead.</summary>
    NotArrivedYet,

    /// <summary>A draft asks for nothing yet.</summary>
    NotSent,

    SeveralCurrencies,
}
