using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Who a session belongs to, as of now: one row a role. Asked at every request of a person who is signed in, so compiled;
/// once a portal, since a compiled query is bound to the model of one database.
/// </summary>
internal sealed class SessionQuery
{
    private readonly Func<PortalDbContext, string, IAsyncEnumerable<SessionRow>> _query = EF.CompileAsyncQuery(
        (PortalDbContext db, string id) =>
            from session in db.Sessions
            where session.Id == id && session.EndedAt == null
            join account in db.Users on session.AccountId equals account.Id
            join given in db.UserRoles on account.Id equals given.UserId into allGiven
            from given in allGiven.DefaultIfEmpty()
            join role in db.Roles on given.RoleId equals role.Id into allRoles
            from role in allRoles.DefaultIfEmpty()
            select new SessionRow(session.StartedAt, account.Id, account.Name, account.Language, account.MemberId, role.Name));

    /// <returns>Empty for a session that is unknown or ended.</returns>
    public async Task<IReadOnlyList<SessionRow>> FindAsync(PortalDbContext db, string token, CancellationToken cancellationToken)
    {
        var rows = new List<SessionRow>();
        await foreach (var row in _query(db, SecretToken.HashOf(token)).WithCancellation(cancellationToken))
            rows.Add(row);

        return rows;
    }
}

internal sealed record SessionRow(DateTime StartedAt, int AccountId, string Name, string Language, int? MemberId, string? Role);
