using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>Gives up, as uncollectible, what is unpaid long after the last reminder (2-statuses.md, Invoice).</summary>
internal sealed class GiveUpPastDueInvoices(
    PortalDbContext db, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> options, ChunkSweep sweep) : IJob
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var used = await db.UsedUpOn(options.CurrentValue.Plan(), calendar.Today, calendar.Now).ToListAsync(cancellationToken);

        await sweep.EachAsync<GiveUpInvoices>(used, AtOnce, (giveUp, ids) => giveUp.RunAsync(ids, cancellationToken), cancellationToken);
    }
}
