using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Localization;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.PayingByLink;

internal static class PayLinkText
{
    /// <summary>What stands in the way of paying, without what only the member should know: whose card, which dispute.</summary>
    public static Notice? NoticeOf(this IStringLocalizer<Texts> texts, LinkedInvoice linked, DateOnly today) =>
        linked.Invoice.Facts.PayRefusalOn(today) switch
        {
            PayRefusal.Processing => new("info", "clock", linked.ExpectedOn is { } day
                ? texts["Return.Debit", DayText.Long(day, today)]
                : texts["PayLink.UnderWay"]),
            null when linked.Invoice.CardObstacle is not null => new("info", "note", texts["Pay.NotByCard"]),
            null => null,
            _ => new("info", "note", texts["PayLink.NotNow"]),
        };
}
