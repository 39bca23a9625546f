using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Forgets tries, links and sessions that decide nothing any more.</summary>
internal sealed class TidySignIns(PortalDbContext db, RunTally tally, MachineClock machine, TimeProvider clock) : IJob
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = machine.Now;
        // The longest window is a day, the longest session a year: see the ranges of SignInOptions.
        var (tries, ended, sessions) = (now.AddDays(-1), now.AddDays(-30), now.AddDays(-366));
        var links = clock.GetUtcNow().UtcDateTime.AddDays(-30);
        tally.Done = await db.WriteAsync(
            async () =>
                await db.ThrottledTries.Where(t => t.At < tries).ExecuteDeleteAsync(cancellationToken)
                + await db.OneTimeLinks.Where(l => l.ExpiresAt < links).ExecuteDeleteAsync(cancellationToken)
                + await db.Sessions.Where(s => s.StartedAt < sessions || s.EndedAt < ended).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }
}
