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
            await QueueAsync(attempt, claim, cancellationToken);
    }

    private async Task QueueAsync(ChargeAttempt attempt, AttemptClaim claim, CancellationToken cancellationToken)
    {
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Member)
            .SingleAsync(i => i.Id == claim.InvoiceId, cancellationToken);
        var member = invoice.Member!;
        if (member.Email is null || invoice.Facts.LeftToPay is not (> 0 and var left))
            return;

        using var _ = Language.Of(member.Language).Use();
        outbox.Queue(new Letter
        {
            Key = $"payment-failed:{attempt.Id}:{claim.Position}",
            To = new Recipient(member.Id, member.Name, member.Email, member.Language),
            Subject = texts["Mail.PaymentFailed.Subject", invoice.Title],
            Over = invoice.Title,
            Heading = texts["Mail.PaymentFailed.Heading"],
            Paragraphs =
            [
                texts[ReasonFor(attempt.DeclineCode), member.Name, MoneyText.Of(claim.Amount, attempt.Currency)],
                texts["Mail.PaymentFailed.WhatNow"],
            ],
            Button = new(texts["Mail.Invoice.Pay"], payLinks.New(invoice)),
            Details = [new(texts["Mail.Detail.ToPay"], MoneyText.Of(left, invoice.Currency)), .. bank.Of(invoice)],
        });
    }

    /// <summary>A card reported lost or stolen reads as plainly declined: whoever holds it need not know.</summary>
    private static string ReasonFor(string? declineCode) => DeclineCodes.EffectOf(declineCode) switch
    {
        DeclineEffect.InsufficientFunds => "Mail.PaymentFailed.InsufficientFunds",
        DeclineEffect.Expired => "Mail.PaymentFailed.Expired",
        DeclineEffect.Invalid or DeclineEffect.PlainNo or DeclineEffect.NothingAboutTheMethod => "Mail.PaymentFailed.Declined",
    };
}
