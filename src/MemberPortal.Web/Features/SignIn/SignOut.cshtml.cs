using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Ends this session, or with <c>?everywhere=true</c> all of them. Nothing happens on GET.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(PortalDbContext db, Sessions sessions, Entrance entrance, ILogger<SignOutModel> log) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(SignInRegistration.Path);

    public async Task<IActionResult> OnPostAsync(bool everywhere, CancellationToken cancellationToken)
    {
        if (everywhere && User.Identity?.IsAuthenticated == true)
        {
            await db.WriteAsync(() => sessions.EndAllAsync(User.AccountId(), except: null, cancellationToken), cancellationToken);
            log.LogInformation("Account {AccountId} signed out everywhere", User.AccountId());
        }

        await entrance.LetOutAsync(HttpContext, cancellationToken);
        return LocalRedirect(SignInRegistration.Path);
    }
}
