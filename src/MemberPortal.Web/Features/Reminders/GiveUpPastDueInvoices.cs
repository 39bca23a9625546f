using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>Gives up, as uncollectible, what is unpaid long after the last reminder (2-statuses.md, Invoice).</summary>
internal sealed class GiveUpPastDueInvoices(
    PortalDbContext db, BillingCalendar calendar, IOptionsMonitor<ReminderOptions> options, ChunkSweep sweep) : IRetriesItems
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken cancellationToken) => await GiveUpAsync(
        await db.UsedUpOn(options.CurrentValue.Plan(), calendar.Today, calendar.Now).ToListAsync(cancellationToken), cancellationToken);

    public Task RetryAsync(string item, CancellationToken cancellationToken) =>
        GiveUpAsync([int.Parse(item, CultureInfo.InvariantCulture)], cancellationToken);

    private Task GiveUpAsync(IReadOnlyCollection<int> invoices, CancellationToken cancellationToken) => sweep.EachAsync<GiveUpInvoices>(
        invoices, AtOnce, (giveUp, ids) => giveUp.RunAsync(ids, cancellationToken), cancellationToken);
}
