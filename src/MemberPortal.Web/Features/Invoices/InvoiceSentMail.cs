using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>A new invoice, with all that is needed to pay it.</summary>
internal sealed class InvoiceSentMail(
    Outbox outbox, IStringLocalizer<MailTexts> texts, BankDetails bank, PayLinks payLinks, PortalAddress portal, BillingCalendar calendar)
{
    /// <summary>One step of the write that issues the invoice.</summary>
    /// <returns>False when the organisation knows no address that mail can go to.</returns>
    public bool Queue(Invoice invoice, Member member) =>
        member.Email is not null && outbox.Queue(LetterOf(invoice, member)) is not null;

    /// <summary>For a member with an address.</summary>
    public Letter LetterOf(Invoice invoice, Member member)
    {
        using var _ = Language.Of(member.Language).Use();
        var owes = invoice.Facts.LeftToPay > 0;
        return new Letter
        {
            Key = $"invoice:{invoice.Number}",
            To = new Recipient(member.Id, member.Name, member.Email!, member.Language),
            Recheck = InvoiceRecheck.About(invoice),
            Subject = texts["Mail.InvoiceSent.Subject", invoice.Number!, invoice.Title],
            Over = invoice.Title,
            Heading = MoneyText.Of(invoice.Total, invoice.Currency),
            Under = owes && invoice.DueOn is { } due ? texts["Mail.InvoiceSent.Due", DayText.Long(due, calendar.Today)].Value : null,
            Paragraphs = [owes ? texts["Mail.InvoiceSent.Hello", member.Name] : texts["Mail.InvoiceSent.NothingToPay", member.Name]],
            Button = owes
                ? new(texts["Mail.Invoice.Pay"], payLinks.New(invoice))
                : new(texts["Mail.Invoice.See"], portal.Of($"/invoices/{invoice.Number}")),
            Details = [.. LinesOf(invoice), .. bank.Of(invoice)],
        };
    }

    private IEnumerable<LetterDetail> LinesOf(Invoice invoice)
    {
        foreach (var line in invoice.Lines.OrderBy(line => line.Position))
        {
            var what = line.Quantity == 1
                ? line.Description
                : $"{line.Description}, {line.Quantity} × {MoneyText.NumberOf(line.UnitPrice, invoice.Currency)}";
            yield return new(what, MoneyText.Of(line.Amount, invoice.Currency));
        }

        if (invoice.Lines.Sum(line => line.Vat) is > 0 and var vat)
            yield return new(texts["Mail.Detail.Vat"], MoneyText.Of(vat, invoice.Currency));
    }
}
