using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Begins and ends sign-ins. An ended one is refused at its next request.</summary>
internal sealed class Sessions(PortalDbContext db, MachineClock clock)
{
    /// <summary>Call it inside the write that found the person to be who they say.</summary>
    public async Task<NewSession> StartAsync(Account account, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        db.Sessions.Add(new Session { Id = SecretToken.HashOf(token), AccountId = account.Id, StartedAt = clock.Now });
        var roles = await db.UserRoles.Where(given => given.UserId == account.Id)
            .Join(db.Roles, given => given.RoleId, role => role.Id, (_, role) => role.Name)
            .ToListAsync(cancellationToken);
        return new(token, roles.Any(Role.IsStaff), account.MemberId is not null);
    }

    public Task EndAsync(string token, CancellationToken cancellationToken)
    {
        var id = SecretToken.HashOf(token);
        return db.WriteAsync(() => EndAsync(db.Sessions.Where(s => s.Id == id), cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Call it inside the write that changes what the account may do or how it signs in. The session with the token
    /// <paramref name="except"/> goes on, if any.
    /// </summary>
    public Task EndAllAsync(int accountId, string? except, CancellationToken cancellationToken)
    {
        var kept = except is null ? null : SecretToken.HashOf(except);
        return EndAsync(db.Sessions.Where(s => s.AccountId == accountId && s.Id != kept), cancellationToken);
    }

    private Task<int> EndAsync(IQueryable<Session> sessions, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return sessions.Where(s => s.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), cancellationToken);
    }
}
