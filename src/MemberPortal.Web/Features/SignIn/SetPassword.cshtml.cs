using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Behind a mailed link. Only the form's POST uses the link up.</summary>
[AllowAnonymous, KeepsAddress]
internal sealed class SetPasswordModel(SetPassword setPassword, OneTimeLinks links, Entrance entrance, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "SignIn.PasswordMissing")]
    public string Password { get; set; } = "";

    /// <summary>Null when the link is used up.</summary>
    public LinkHolder? Holder { get; private set; }

    public bool IsWelcome => Holder?.Purpose == LinkPurpose.Invitation;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Holder is null || !ModelState.IsValid)
            return Show();

        switch (await setPassword.RunAsync(Token, Password, cancellationToken))
        {
            case SetPasswordOutcome.SignedIn(var session):
                await entrance.LetInAsync(HttpContext, session, cancellationToken);
                return LocalRedirect(session.StartPage);

            case SetPasswordOutcome.Refused(var problem):
                ModelState.AddModelError(nameof(Password), texts[$"PasswordProblem.{problem}"]);
                return Show();

            default:
                Holder = null;
                return Show();
        }
    }

    public async Task LoadAsync(CancellationToken cancellationToken) => Holder = await links.HolderOfAsync(Token, cancellationToken);

    private PageResult Show() => new() { StatusCode = Holder is null ? StatusCodes.Status410Gone : null };
}
