using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Finishes what a crash, a closed tab or a lost webhook left pending: a try that nobody has asked the provider about for
/// half a minute is asked about.
/// </summary>
internal sealed class RecoverMethodSetups(PortalDbContext db, BillingCalendar calendar, Sweep sweep) : IJob
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var restedSince = calendar.Now - Rest;
        var pending = await db.MethodSetups.AsNoTracking()
            .Where(s => s.State == AttemptState.Pending && (s.AskedAt ?? s.StartedAt) <= restedSince)
            .OrderBy(s => s.StartedAt)
            .Select(s => s.Id)
            .ToListAsync(cancellationToken);

        await sweep.EachAsync<RecoverMethodSetup, string>(
            pending, (recover, id) => recover.RunAsync(id, cancellationToken), cancellationToken);
    }
}

/// <summary>
/// Brings one on by asking. A page whose answer was lost has been shown to nobody, so its try is over after a while; so is
/// one whose page the provider has not spoken of since long after its end.
/// </summary>
internal sealed class RecoverMethodSetup(PortalDbContext db, SettleMethodSetup settleSetup, BillingCalendar calendar)
{
    private static readonly TimeSpan CallsAreOver = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PageIsForgotten = TimeSpan.FromHours(1);

    public async Task RunAsync(string setupId, CancellationToken cancellationToken)
    {
        var setup = await db.MethodSetups.AsNoTracking().SingleAsync(s => s.Id == setupId, cancellationToken);
        var standing = await settleSetup.RunAsync(setupId, cancellationToken);
        var end = setup.CheckoutId is null ? setup.StartedAt + CallsAreOver : setup.PageExpiresAt + PageIsForgotten;
        if (standing is SetupStanding.Unknown && calendar.Now > end)
            await settleSetup.GiveUpAsync(setupId, cancellationToken);
    }
}
