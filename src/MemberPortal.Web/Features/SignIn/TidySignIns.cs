using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Forgets tries, links and sessions that decide nothing any more.</summary>
internal sealed class TidySignIns(PortalDbContext db, TimeProvider clock) : IJob
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // The longest window is a day, the longest session a year: see the ranges of SignInOptions.
        var (tries, links, sessions) = (now.AddDays(-1), now.AddDays(-30), now.AddDays(-366));
        return db.WriteAsync(
            async () =>
            {
                await db.ThrottledTries.Where(t => t.At < tries).ExecuteDeleteAsync(cancellationToken);
                await db.OneTimeLinks.Where(l => l.ExpiresAt < links).ExecuteDeleteAsync(cancellationToken);
                await db.Sessions.Where(s => s.StartedAt < sessions || s.EndedAt < links).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }
}
