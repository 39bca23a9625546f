using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>When a draft goes out by itself: at its age, or at the end of the quiet hours (2-statuses.md, Invoice).</summary>
internal sealed class DraftTimes(BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing)
{
    /// <summary>UTC; <see cref="IssueDueDrafts"/> comes by within a minute of it.</summary>
    public DateTime LeavesAt(DateTime createdAt)
    {
        var hours = invoicing.CurrentValue;
        return calendar.AfterQuietHours(createdAt.AddMinutes(hours.DraftMinutes), hours.QuietFromHour, hours.QuietUntilHour);
    }
}
