using System.Globalization;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PayingByLink;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Tells a member that their payment method expires or no longer pays, and what to do.</summary>
internal sealed class MethodNoticeMail(
    Outbox outbox,
    IStringLocalizer<MailTexts> texts,
    IStringLocalizer<Texts> pageTexts,
    PayLinks payLinks,
    PortalAddress portal,
    BillingCalendar calendar)
{
    /// <summary>One step of the write that notes it.</summary>
    public OutgoingMail? Queue(TroubledMethod method, MethodNotice notice) => outbox.Queue(LetterOf(method, notice));

    /// <summary>For a member with an address.</summary>
    public Letter LetterOf(TroubledMethod method, MethodNotice notice)
    {
        var member = method.Member;
        using var _ = Language.Of(member.Language).Use();
        var name = pageTexts.NameOf(method.Row);
        var lastDay = method.Row.Facts.LastUsableDay is { } day ? DayText.WithoutWeekday(day, calendar.Today) : "";
        var subject = texts[$"Mail.Method.{notice.Trouble}.Subject", name, lastDay];
        return new Letter
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"method:{notice.PaymentMethodId}:{notice.Trouble}:{notice.Episode:yyyy-MM-dd}"),
            To = new Recipient(member.Id, member.Name, member.Email!, member.Language),
            Recheck = MethodRecheck.ReferenceOf(notice),
            Subject = subject,
            Heading = subject,
            Paragraphs = [texts[$"Mail.Method.{notice.Trouble}.Text", member.Name]],
            Button = new(texts["Mail.Method.Button"], portal.Of("/payment-method")),
            Details = notice.Trouble == MethodTrouble.InsufficientFunds ? [.. method.LastUnpaid.Select(ToPay)] : [],
        };
    }

    private LetterDetail ToPay(Invoice invoice) =>
        new(invoice.Title, MoneyText.Of(invoice.Facts.LeftToPay, invoice.Currency), payLinks.New(invoice));
}
