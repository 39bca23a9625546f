using System.Globalization;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Invoices;

internal static class DraftText
{
    /// <summary>"goes out by itself today at 14:35".</summary>
    public static string LeavesAt(this IStringLocalizer<Texts> texts, BillingCalendar calendar, DateTime leavesAt)
    {
        var local = calendar.InZone(leavesAt);
        var day = DateOnly.FromDateTime(local);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return day == calendar.Today
            ? texts["Draft.LeavesToday", time]
            : texts["Draft.LeavesOn", DayText.Long(day, calendar.Today), time];
    }
}
