using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Tells whoever has the receipt of a payment that it was recorded by mistake, and what is left to pay.</summary>
internal sealed class PaymentReversedMail(
    PortalDbContext db, Outbox outbox, IStringLocalizer<MailTexts> texts, PayLinks payLinks, PortalAddress portal, BillingCalendar calendar)
{
    /// <summary>One step of the write that reverses the payment; its invoice has it already.</summary>
    public async Task QueueAsync(Payment payment, CancellationToken cancellationToken)
    {
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == payment.MemberId, cancellationToken);
        if (member is not null)
            Queue(payment, member);
    }

    public void Queue(Payment payment, Member member)
    {
        if (member.Email is null)
            return;

        using var _ = Language.Of(member.Language).Use();
        var (amount, invoice) = (MoneyText.Of(payment.Amount, payment.Currency), payment.Invoice);
        outbox.Queue(new Letter
        {
            Key = $"payment-reversed:{payment.Source}",
            To = new Recipient(member.Id, member.Name, member.Email, member.Language),
            Subject = texts["Mail.PaymentReversed.Subject", payment.ReceiptNumber],
            Over = invoice?.Title,
            Heading = texts["Mail.PaymentReversed.Heading"],
            Paragraphs = [texts["Mail.PaymentReversed.What", member.Name, amount, payment.ReceiptNumber], WhatIsLeft(invoice)],
            Button = ButtonFor(invoice),
        });
    }

    private LetterButton? ButtonFor(Invoice? invoice) => invoice switch
    {
        null => null,
        { Facts.LeftToPay: > 0 } => new(texts["Mail.Invoice.Pay"], payLinks.New(invoice)),
        _ => new(texts["Mail.Invoice.See"], portal.Of($"/invoices/{invoice.Number}")),
    };

    private string WhatIsLeft(Invoice? invoice) => invoice switch
    {
        { Facts.LeftToPay: > 0 and var left, DueOn: { } due } =>
            texts["Mail.PaymentReversed.LeftByDay", MoneyText.Of(left, invoice.Currency), invoice.Number!, DayText.Long(due, calendar.Today)],
        { Facts.LeftToPay: > 0 and var left } => texts["Mail.PaymentReversed.Left", MoneyText.Of(left, invoice.Currency), invoice.Number!],
        _ => texts["Mail.PaymentReversed.NothingLeft"],
    };
}
