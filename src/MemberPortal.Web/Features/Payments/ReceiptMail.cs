using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Thanks for money that came in, with its receipt, and says what became of it.</summary>
internal sealed class ReceiptMail(
    PortalDbContext db,
    Outbox outbox,
    IStringLocalizer<MailTexts> texts,
    IStringLocalizer<Texts> pageTexts,
    PortalAddress portal,
    BillingCalendar calendar)
{
    /// <summary>One step of the write that books the payment; <paramref name="invoice"/> has it already.</summary>
    /// <param name="invoice">What was paid.</param>
    /// <param name="payment">The money.</param>
    /// <param name="copyTo">Where somebody who paid for the member wants the receipt too; they see the payment and no more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task QueueAsync(Invoice invoice, Payment payment, ReceiptCopy? copyTo, CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == invoice.MemberId, cancellationToken);
        if (member.Email is not null)
            QueueForMember(invoice, payment, new Recipient(member.Id, member.Name, member.Email, member.Language));
        if (copyTo is not null)
            QueueCopy(invoice, payment, new Recipient(null, copyTo.Address, copyTo.Address, copyTo.Language));
    }

    public void QueueForMember(Invoice invoice, Payment payment, Recipient member)
    {
        using var _ = Language.Of(member.Language).Use();
        outbox.Queue(new Letter
        {
            Key = $"receipt:{payment.Source}",
            To = member,
            Subject = texts["Mail.Receipt.Subject", invoice.Title],
            Over = invoice.Title,
            Heading = MoneyText.Of(payment.Amount, payment.Currency),
            Under = texts["Mail.Receipt.PaidOn", DayText.WithoutWeekday(calendar.DayOf(payment.ReceivedAt), calendar.Today)],
            Paragraphs = [texts["Mail.Receipt.Thanks", member.Name], WhatBecameOfIt(invoice, payment)],
            Button = new(texts["Mail.Receipt.Button"], portal.Of($"/receipts/{payment.ReceiptNumber}")),
            Details = [.. DetailsOf(invoice, payment)],
            AtAnyHour = payment.Way is PaymentWay.Card or PaymentWay.DirectDebit,
        });
    }

    public void QueueCopy(Invoice invoice, Payment payment, Recipient payer)
    {
        using var _ = Language.Of(payer.Language).Use();
        outbox.Queue(new Letter
        {
            Key = $"receipt-copy:{payment.Source}",
            To = payer,
            Subject = texts["Mail.Receipt.Subject", invoice.Title],
            Over = invoice.Title,
            Heading = MoneyText.Of(payment.Amount, payment.Currency),
            Under = texts["Mail.Receipt.PaidOn", DayText.WithoutWeekday(calendar.DayOf(payment.ReceivedAt), calendar.Today)],
            Paragraphs = [texts["Mail.ReceiptCopy.Thanks"]],
            Details = [.. DetailsOf(invoice, payment)],
            Why = texts["Mail.Why.Payer"],
            AtAnyHour = true,
        });
    }

    private string WhatBecameOfIt(Invoice invoice, Payment payment) => invoice.Facts switch
    {
        _ when payment.InvoiceId is null => texts["Mail.Receipt.Unallocated", invoice.Number!],
        _ when invoice.Kind == InvoiceKind.TopUp => texts["Mail.Receipt.ToppedUp"],
        { Held: > 0 and var held } => texts[
            "Mail.Receipt.Held", MoneyText.Of(Math.Min(held, payment.Amount), invoice.Currency), invoice.Number!],
        { LeftToPay: > 0 and var left } => texts["Mail.Receipt.Partial", MoneyText.Of(left, invoice.Currency), invoice.Number!],
        _ => texts["Mail.Receipt.Settled", invoice.Number!],
    };

    private IEnumerable<LetterDetail> DetailsOf(Invoice invoice, Payment payment)
    {
        yield return new(texts["Mail.Detail.Receipt"], payment.ReceiptNumber);
        yield return new(texts["Mail.Detail.PaidWith"], pageTexts.WayOf(payment.Way, payment.CardBrand, payment.Last4));
        yield return new(texts["Mail.Detail.Invoice"], invoice.Number!);
        if (payment.InvoiceId is not null && invoice.Facts.LeftToPay is > 0 and var left)
            yield return new(texts["Mail.Detail.LeftToPay"], MoneyText.Of(left, invoice.Currency));
    }
}
