using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The demo's accounts, one tap to be signed in as each. Production has no such page.</summary>
[AllowAnonymous]
internal sealed class AccountsModel(PortalDbContext db, Sessions sessions, Entrance entrance) : PageModel
{
    public IReadOnlyList<ShownAccount> Accounts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var emails = DemoAccounts.All.Select(a => a.Email).ToList();
        var found = await db.Users.AsNoTracking().Where(a => emails.Contains(a.Email!)).ToDictionaryAsync(a => a.Email!, cancellationToken);
        Accounts =
        [
            .. from demo in DemoAccounts.All
               where found.ContainsKey(demo.Email)
               let account = found[demo.Email]
               select new ShownAccount(demo.Email, account.Name, Language.Of(account.Language), demo.Shows),
        ];
    }

    public async Task<IActionResult> OnPostAsync(string? email, CancellationToken cancellationToken)
    {
        if (!DemoAccounts.All.Any(a => a.Email == email))
            return NotFound();

        var session = await db.WriteAsync(
            async () => await db.Users.SingleOrDefaultAsync(a => a.Email == email, cancellationToken) is { } account
                ? await sessions.StartAsync(account, cancellationToken)
                : null,
            cancellationToken);
        if (session is null)
            return NotFound();

        await entrance.LetInAsync(HttpContext, session, cancellationToken);
        return LocalRedirect(session.StartPage);
    }
}

internal sealed record ShownAccount(string Email, string Name, Language Language, string Shows);
