using System.Globalization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.Shared;

internal static class ComeBack
{
    /// <summary>When a wait is over, on the organisation's clock and not before: "14:35".</summary>
    public static string TimeIn(this BillingCalendar calendar, TimeSpan wait) =>
        calendar.InZone(calendar.Now + wait + TimeSpan.FromSeconds(59)).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The page again, with what was typed and a word of why, as 429 with the time to wait.</summary>
    public static PageResult ComeBackLater(this PageModel page, TimeSpan wait, string problem)
    {
        page.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        page.ModelState.AddModelError("", problem);
        return new PageResult { StatusCode = StatusCodes.Status429TooManyRequests };
    }
}
