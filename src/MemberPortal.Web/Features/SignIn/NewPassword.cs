using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>What always goes with a new password: links used up, other sessions ended, old failures forgotten.</summary>
internal sealed class NewPassword(PortalDbContext db, Sessions sessions, OneTimeLinks links, Throttle throttle, Quotas quotas)
{
    /// <summary>Call it inside a write. The session with the token <paramref name="kept"/> goes on, if any.</summary>
    public async Task<Account> PutAsync(int accountId, string hash, string? kept, CancellationToken cancellationToken)
    {
        var account = await db.Users.SingleAsync(a => a.Id == accountId, cancellationToken);
        account.PasswordHash = hash;
        await links.UseUpAsync(accountId, cancellationToken);
        await sessions.EndAllAsync(accountId, kept, cancellationToken);
        await throttle.ForgetAsync(quotas.SignInsTo(account.NormalizedEmail!), cancellationToken);
        await throttle.ForgetAsync(quotas.PasswordChangesOf(accountId), cancellationToken);
        return account;
    }
}
