using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>
/// Lets somebody in: an account for the address, with a role, and a link to choose its password. Run again for the same
/// address it makes no second account, but a new link.
/// </summary>
internal sealed class InviteAccount(
    PortalDbContext db, UserManager<Account> accounts, Sessions sessions, OneTimeLinks links, InvitationMail mail, ILogger<InviteAccount> log)
{
    public Task<MailedLink> RunAsync(Invitee invitee, bool byMail, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var account = await accounts.FindByEmailAsync(invitee.Email) ?? await AddAsync(invitee);
            if (!await accounts.IsInRoleAsync(account, invitee.Role))
            {
                Demand(await accounts.AddToRoleAsync(account, invitee.Role));
                await sessions.EndAllAsync(account.Id, except: null, cancellationToken);
                log.LogInformation("Account {AccountId} becomes {Role}", account.Id, invitee.Role);
            }

            var link = links.New(account, LinkPurpose.Invitation);
            if (byMail)
                mail.Queue(account, link);

            return link;
        },
        cancellationToken);

    private async Task<Account> AddAsync(Invitee invitee)
    {
        var account = new Account
        {
            UserName = invitee.Email,
            Email = invitee.Email,
            Name = invitee.Name,
            Language = invitee.Language,
            MemberId = invitee.MemberId,
        };
        Demand(await accounts.CreateAsync(account));
        return account;
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(e => e.Description)));
    }
}

/// <summary>Who is let in: the role is one of <see cref="Role"/>, the language one of the portal's.</summary>
internal sealed record Invitee(string Email, string Name, string Language, string Role, int? MemberId = null);
