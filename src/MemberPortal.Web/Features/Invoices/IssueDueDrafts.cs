using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Invoices;

/// <summary>Sends drafts that are an hour old (setting), outside the quiet hours.</summary>
internal sealed class IssueDueDrafts(
    PortalDbContext db, BillingCalendar calendar, IOptionsMonitor<InvoicingOptions> invoicing, Sweep sweep) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        var hours = invoicing.CurrentValue;
        if (calendar.AfterQuietHours(now, hours.QuietFromHour, hours.QuietUntilHour) > now)
            return;

        var madeBefore = now.AddMinutes(-hours.DraftMinutes);
        var due = await db.Invoices.AsNoTracking()
            .Where(i => i.IssuedOn == null && i.VoidedOn == null && i.CreatedAt <= madeBefore)
            .OrderBy(i => i.CreatedAt)
            .Select(i => i.Id)
            .ToListAsync(cancellationToken);

        await sweep.EachAsync<IssueInvoice, int>(due, (issue, id) => issue.RunAsync(id, cancellationToken), cancellationToken);
    }
}
