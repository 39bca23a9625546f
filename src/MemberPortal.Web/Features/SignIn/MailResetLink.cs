using System.Net;
using MemberPortal.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Mails a link to choose a new password, if the address is known; whoever asked is told the same either way.</summary>
internal sealed class MailResetLink(
    PortalDbContext db, OneTimeLinks links, PasswordResetMail mail, Throttle throttle, Quotas quotas, ILookupNormalizer normalizer,
    ILogger<MailResetLink> log)
{
    /// <returns>How long to wait before the next mail; null when this one was taken.</returns>
    public async Task<TimeSpan?> RunAsync(string email, IPAddress? from, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeEmail(email.Trim());
        int? accountId = null;
        var wait = await db.WriteAsync(
            async () =>
            {
                var putOff = await throttle.TakeAsync([quotas.MailsTo(name), quotas.MailsFrom(from)], cancellationToken);
                var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == name, cancellationToken);
                accountId = account?.Id;
                if (putOff is null && account is not null)
                    mail.Queue(account, links.New(account, LinkPurpose.PasswordReset));

                return putOff;
            },
            cancellationToken);
        if (wait is null)
            log.LogInformation("A link to a new password was asked for, of account {AccountId}", accountId);
        else
            log.LogWarning("A link to a new password was put off: too many were asked for");

        return wait;
    }
}
