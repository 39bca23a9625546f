using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Links to choose a password. Looking at one changes nothing, so a mail scanner cannot use it up.</summary>
internal sealed class OneTimeLinks(PortalDbContext db, PortalAddress address, TimeProvider clock, IOptionsMonitor<SignInOptions> options)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Call it inside the write that mails the link.</summary>
    public MailedLink New(Account account, LinkPurpose purpose)
    {
        var token = SecretToken.New();
        var link = new OneTimeLink
        {
            TokenHash = SecretToken.HashOf(token),
            AccountId = account.Id,
            Purpose = purpose,
            ExpiresAt = Now + LifeOf(purpose),
        };
        db.OneTimeLinks.Add(link);
        return new(address.Of($"/set-password/{token}"), link.TokenHash, link.ExpiresAt);
    }

    /// <returns>Null for a link that is unknown, used or too old.</returns>
    public async Task<LinkHolder?> HolderOfAsync(string token, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.HashOf(token), Now);
        return await db.OneTimeLinks.AsNoTracking()
            .Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .Join(db.Users, l => l.AccountId, a => a.Id, (l, a) => new LinkHolder(a, l.Purpose))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Every link of the account is used up: it has its password. Call it inside the write that sets it.</summary>
    public Task UseUpAsync(int accountId, CancellationToken cancellationToken)
    {
        var now = Now;
        return db.OneTimeLinks.Where(l => l.AccountId == accountId && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken);
    }

    private TimeSpan LifeOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Invitation => TimeSpan.FromDays(options.CurrentValue.InvitationDays),
        LinkPurpose.PasswordReset => TimeSpan.FromMinutes(options.CurrentValue.ResetLinkMinutes),
    };
}

/// <summary>A new link; <see cref="Id"/> names it without giving it away.</summary>
internal sealed record MailedLink(Uri Address, string Id, DateTime ExpiresAt);

internal sealed record LinkHolder(Account Account, LinkPurpose Purpose);
