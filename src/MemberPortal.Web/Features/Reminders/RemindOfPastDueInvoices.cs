using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Reminders;

/// <summary>
/// Reminds every member of all that is late, in one mail, when a stage has come (2-statuses.md, Reminders), at a decent hour.
/// A second run on the same day finds nothing to do.
/// </summary>
internal sealed class RemindOfPastDueInvoices(
    PortalDbContext db,
    NoteReminders noteReminders,
    BillingCalendar calendar,
    IOptionsMonitor<ReminderOptions> options,
    ChunkSweep sweep) : IRetriesItems
{
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await noteReminders.RunAsync(cancellationToken);
        if (options.CurrentValue.DecentHour(calendar) > calendar.Now)
            return;

        var plan = options.CurrentValue.Plan();
        var members = new HashSet<int>();
        for (var stage = 1; stage <= plan.LastStage; stage++)
            members.UnionWith(await db.MembersAtStage(stage, plan, calendar.Today, calendar.Now).ToListAsync(cancellationToken));

        await RemindAsync(members, cancellationToken);
    }

    public Task RetryAsync(string item, CancellationToken cancellationToken) =>
        RemindAsync([int.Parse(item, CultureInfo.InvariantCulture)], cancellationToken);

    private Task RemindAsync(IReadOnlyCollection<int> members, CancellationToken cancellationToken) => sweep.EachAsync<RemindMembers>(
        members, AtOnce, (remind, ids) => remind.RunAsync(ids, cancellationToken), cancellationToken);
}
