using System.Linq.Expressions;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Who a session belongs to, as of now: one row a role. Asked at every request of a person who is signed in, so compiled;
/// once a portal, since a compiled query is bound to the model of one database.
/// </summary>
internal sealed class SessionQuery
{
    public static readonly Expression<Func<PortalDbContext, string, IQueryable<SessionRow>>> Rows = (db, id) =>
        from session in db.Sessions
        where session.Id == id && session.EndedAt == null
        join account in db.Users on session.AccountId equals account.Id
        join given in db.UserRoles on account.Id equals given.UserId into allGiven
        from given in allGiven.DefaultIfEmpty()
        join role in db.Roles on given.RoleId equals role.Id into allRoles
        from role in allRoles.DefaultIfEmpty()
        select new SessionRow(session.StartedAt, account.Id, account.Name, account.Language, account.MemberId, role.Name);

    private readonly Func<PortalDbContext, string, IAsyncEnumerable<SessionRow>> _rows = EF.CompileAsyncQuery(Rows);

    /// <returns>Empty for a session that is unknown or ended.</returns>
    public async Task<IReadOnlyList<SessionRow>> FindAsync(PortalDbContext db, string token, CancellationToken cancellationToken) =>
        await _rows(db, SecretToken.HashOf(token)).ToListAsync(cancellationToken);
}

internal sealed record SessionRow(DateTime StartedAt, int AccountId, string Name, string Language, int? MemberId, string? Role);
