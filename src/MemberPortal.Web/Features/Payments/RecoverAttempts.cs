using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Finishes what a crash, a closed tab or a lost webhook left pending, within a minute: an attempt that nobody has asked
/// the provider about for half a minute is asked about. A debit under way takes days and is asked about by the
/// hour; a bank's question whose time is over is ended however often somebody looks at it.
/// </summary>
internal sealed class RecoverAttempts(PortalDbContext db, BillingCalendar calendar, Sweep sweep) : IJob
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RestOfSlowOnes = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        var restedSince = now - Rest;
        var restedLongSince = now - RestOfSlowOnes;
        var pending = await db.ChargeAttempts.AsNoTracking()
            .Where(a => a.State == AttemptState.Pending)
            .Where(a => (a.AskedAt ?? a.StartedAt) <= (a.ProcessingSince == null ? restedSince : restedLongSince)
                || (a.Way == AttemptWay.SavedMethod && a.ProcessingSince == null && a.PageExpiresAt <= now))
            .OrderBy(a => a.StartedAt)
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);

        await sweep.EachAsync<RecoverAttempt, string>(
            pending, (recover, id) => recover.RunAsync(id, cancellationToken), cancellationToken);
    }
}
