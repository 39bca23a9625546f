using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Profile;

/// <summary>From now on pages and mails are in this language. Chosen again, nothing changes.</summary>
internal sealed class ChooseLanguage(PortalDbContext db)
{
    public Task RunAsync(int accountId, Language language, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var account = await db.Users.SingleAsync(a => a.Id == accountId, cancellationToken);
            account.Language = language.Code;
            if (await db.Members.SingleOrDefaultAsync(m => m.Id == account.MemberId, cancellationToken) is { } member)
                member.Language = language.Code;
        },
        cancellationToken);
}
