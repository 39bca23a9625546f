using System.Security.Cryptography;
using System.Text;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Counts tries in the database, before it is known how they end: any number at once, on any node, are counted right
/// (4-architecture.md, "Throttling"). Its methods are called inside a write.
/// </summary>
internal sealed class Throttle(PortalDbContext db, MachineClock clock)
{
    /// <summary>Counts one try against each quota, or none when one of them is used up.</summary>
    /// <returns>How long to wait; null when the try may go on.</returns>
    public async Task<TimeSpan?> TakeAsync(IReadOnlyList<Quota> quotas, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        TimeSpan? wait = null;
        foreach (var quota in quotas)
        {
            var since = now - quota.Window;
            var decisive = await db.ThrottledTries.AsNoTracking()
                .Where(t => t.Key == quota.Key && t.At > since)
                .OrderByDescending(t => t.At)
                .Skip(quota.Tries - 1)
                .Select(t => (DateTime?)t.At)
                .FirstOrDefaultAsync(cancellationToken);
            if (decisive is { } at && (wait is null || at - since > wait))
                wait = at - since;
        }

        if (wait is null)
            db.ThrottledTries.AddRange(quotas.Select(quota => new ThrottledTry { Key = quota.Key, At = now }));

        return wait;
    }

    /// <summary>Nothing is held against whoever this quota counts any more.</summary>
    public Task ForgetAsync(Quota quota, CancellationToken cancellationToken) =>
        db.ThrottledTries.Where(t => t.Key == quota.Key).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The last try was none that counts.</summary>
    public async Task GiveBackAsync(Quota quota, CancellationToken cancellationToken)
    {
        var last = await db.ThrottledTries.Where(t => t.Key == quota.Key).OrderByDescending(t => t.At)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is not null)
            db.ThrottledTries.Remove(last);
    }
}

/// <summary>So many tries at something, for somebody, within a time.</summary>
internal sealed record Quota(string What, string Whose, int Tries, TimeSpan Window)
{
    /// <summary>Hashed: the table tells nobody who tried.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{What}:{Whose}")));
}
