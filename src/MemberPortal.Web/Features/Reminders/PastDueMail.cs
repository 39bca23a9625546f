using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>Reminds a member of all that is late, each invoice with its link and what the bank asks for.</summary>
internal sealed class PastDueMail(
    Outbox outbox, IStringLocalizer<MailTexts> texts, BankDetails bank, PayLinks payLinks, PortalAddress portal, BillingCalendar calendar)
{
    /// <summary>One step of the write that inserts it and takes its stages. One a member and day.</summary>
    public OutgoingMail? Word(MemberReminder reminder) => outbox.Word(LetterOf(reminder));

    public Letter LetterOf(MemberReminder reminder)
    {
        var member = reminder.Member;
        using var _ = Language.Of(member.Language).Use();
        var tone = reminder switch
        {
            { IsLast: true } => "Last",
            { IsFirst: true } => "First",
            _ => "Again",
        };
        var only = reminder.Late is [var single] ? single : null;
        var what = only?.Title ?? texts[$"Mail.PastDue.Count.{Plural.FormOf(reminder.Late.Count)}", reminder.Late.Count].Value;
        return new Letter
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"reminder:{member.Id}:{calendar.Today:yyyy-MM-dd}"),
            To = new Recipient(member.Id, member.Name, member.Email!, member.Language),
            Recheck = ReminderRecheck.Prefix + reminder.Asks,
            Subject = texts[$"Mail.PastDue.{tone}.Subject", what],
            Over = what,
            Heading = TotalOf(reminder.Late),
            Under = only is null ? null : texts["Mail.PastDue.WasDue", DayText.Long(only.DueOn!.Value, calendar.Today)].Value,
            Paragraphs = [texts[$"Mail.PastDue.{tone}.Text", member.Name], texts["Mail.PastDue.PaidAlready"]],
            Button = only is null
                ? new(texts["Mail.PastDue.SeeAll"], portal.Of("/invoices"))
                : new(texts["Mail.Invoice.Pay"], payLinks.New(only)),
            Details = only is null ? [.. reminder.Late.SelectMany(DetailsOf), bank.Account] : [.. bank.Of(only)],
        };
    }

    private IEnumerable<LetterDetail> DetailsOf(Invoice invoice)
    {
        var name = texts["Mail.PastDue.Line", invoice.Title, DayText.WithoutWeekday(invoice.DueOn!.Value, calendar.Today)];
        yield return new(name, MoneyText.Of(invoice.Facts.LeftToPay, invoice.Currency), payLinks.New(invoice));
        yield return bank.KidOf(invoice);
    }

    /// <summary>Currencies are not added to each other.</summary>
    private static string TotalOf(IReadOnlyList<Invoice> late) => string.Join(
        " + ", late.GroupBy(i => i.Currency).Select(owed => MoneyText.Of(owed.Sum(i => i.Facts.LeftToPay), owed.Key)));
}
