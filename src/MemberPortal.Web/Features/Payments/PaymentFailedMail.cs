using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Payments;

/// <summary>Says that a payment ended with a declined card, that nothing was charged, and what to do now.</summary>
internal sealed class PaymentFailedMail(
    PortalDbContext db, Outbox outbox, IStringLocalizer<MailTexts> texts, BankDetails bank, PayLinks payLinks)
{
    /// <summary>One step of the write that ends the attempt. None when the invoice has been settled another way.</summary>
    public async Task QueueAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        foreach (var claim in attempt.Claims)
            await QueueAsync(attempt, claim.InvoiceId, cancellationToken);
    }

    private async Task QueueAsync(ChargeAttempt attempt, int invoiceId, CancellationToken cancellationToken)
    {
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Member)
            .SingleAsync(i => i.Id == invoiceId, cancellationToken);
        if (invoice.Member!.Email is not null && invoice.Facts.LeftToPay > 0)
            outbox.Queue(LetterOf(attempt, invoice, invoice.Member));
    }

    /// <summary>For an invoice with something left to pay, of a member with an address.</summary>
    public Letter LetterOf(ChargeAttempt attempt, Invoice invoice, Member member)
    {
        var claim = attempt.Claims.Single(c => c.InvoiceId == invoice.Id);
        using var _ = Language.Of(member.Language).Use();
        return new Letter
        {
            Key = $"payment-failed:{attempt.Id}:{claim.Position}",
            To = new Recipient(member.Id, member.Name, member.Email!, member.Language),
            Recheck = PaymentFailedRecheck.About(attempt, invoice),
            Subject = texts["Mail.PaymentFailed.Subject", invoice.Title],
            Over = invoice.Title,
            Heading = texts["Mail.PaymentFailed.Heading"],
            Paragraphs =
            [
                texts[ReasonFor(attempt.DeclineCode), member.Name, MoneyText.Of(claim.Amount, attempt.Currency)],
                texts["Mail.PaymentFailed.WhatNow"],
            ],
            Button = new(texts["Mail.Invoice.Pay"], payLinks.New(invoice)),
            Details = [new(texts["Mail.Detail.ToPay"], MoneyText.Of(invoice.Facts.LeftToPay, invoice.Currency)), .. bank.Of(invoice)],
        };
    }

    /// <summary>A card reported lost or stolen reads as plainly declined: whoever holds it need not know.</summary>
    private static string ReasonFor(string? declineCode) => DeclineCodes.EffectOf(declineCode) switch
    {
        DeclineEffect.InsufficientFunds => "Mail.PaymentFailed.InsufficientFunds",
        DeclineEffect.Expired => "Mail.PaymentFailed.Expired",
        DeclineEffect.Invalid or DeclineEffect.PlainNo or DeclineEffect.NothingAboutTheMethod => "Mail.PaymentFailed.Declined",
    };
}
