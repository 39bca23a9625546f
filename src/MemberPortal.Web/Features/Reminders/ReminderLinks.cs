using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>Where the links of a reminder lead: one invoice each, to be paid there.</summary>
internal sealed class ReminderLinks(PortalAddress portal)
{
    public Uri Of(Invoice invoice) => portal.Of($"/invoices/{invoice.Number}");
}
