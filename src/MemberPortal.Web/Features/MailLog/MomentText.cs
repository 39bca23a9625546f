using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.MailLog;

internal static class MomentText
{
    /// <summary>"18:31" today, else "20 Nov, 18:31".</summary>
    public static string MomentOf(this BillingCalendar calendar, DateTime instant)
    {
        var (day, time) = (calendar.DayOf(instant), calendar.InZone(instant).ToString("t", Language.Current.Culture));
        return day == calendar.Today ? time : $"{DayText.Short(day, calendar.Today)}, {time}";
    }
}
