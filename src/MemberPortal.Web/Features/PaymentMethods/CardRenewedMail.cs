using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Says that the bank has told of the new card, and that nothing is to be done. Once a card and expiry.</summary>
internal sealed class CardRenewedMail(
    PortalDbContext db, Outbox outbox, IStringLocalizer<MailTexts> texts, IStringLocalizer<Texts> pageTexts, BillingCalendar calendar, PortalAddress portal)
{
    /// <summary>One step of the write that renews the card.</summary>
    public async Task QueueAsync(PaymentMethod method, CancellationToken cancellationToken)
    {
        var key = KeyOf(method);
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == method.MemberId, cancellationToken);
        if (member.Email is not null && !await db.Outbox.AnyAsync(m => m.Key == key, cancellationToken))
            Queue(method, member);
    }

    /// <summary>For a member with an address.</summary>
    public void Queue(PaymentMethod method, Member member)
    {
        using var _ = Language.Of(member.Language).Use();
        var card = pageTexts.CardOf(method.Brand, method.Last4);
        var lastDay = method.ToRow(lastInvoiceUnpaid: false).Facts.LastUsableDay;
        outbox.Queue(new Letter
        {
            Key = KeyOf(method),
            To = new Recipient(member.Id, member.Name, member.Email!, member.Language),
            Subject = texts["Mail.CardRenewed.Subject", card],
            Over = card,
            Heading = texts["Mail.CardRenewed.Heading"],
            Under = lastDay is { } day ? texts["Mail.CardRenewed.Until", DayText.WithoutWeekday(day, calendar.Today)].Value : null,
            Paragraphs = [texts["Mail.CardRenewed.Why", member.Name]],
            Button = new(texts["Mail.CardRenewed.See"], portal.Of("/payment-method")),
        });
    }

    private static string KeyOf(PaymentMethod method) =>
        $"card-renewed:{method.ProviderMethodId}:{method.ExpYear}-{method.ExpMonth}:{method.Last4}";
}
