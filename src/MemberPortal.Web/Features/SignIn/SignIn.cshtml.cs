using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.SignIn;

[AllowAnonymous]
internal sealed class SignInModel(
    SignInWithPassword signIn, Entrance entrance, BillingCalendar calendar, IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    [BindProperty, Required(ErrorMessage = "SignIn.EmailMissing"), MaxLength(254, ErrorMessage = "SignIn.EmailTooLong")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "SignIn.PasswordMissing"), MaxLength(PasswordRules.Longest, ErrorMessage = "SignIn.PasswordTooLong")]
    public string Password { get; set; } = "";

    /// <summary>Where the visitor was going; followed only within the portal.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? GoOn(User.MemberId() is not null) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();

        return await signIn.RunAsync(Email, Password, HttpContext.Connection.RemoteIpAddress, cancellationToken) switch
        {
            SignInOutcome.SignedIn(var session) => await LetInAsync(session, cancellationToken),
            SignInOutcome.TooManyTries(var wait) => this.ComeBackLater(wait, texts["SignIn.TooManyTries", calendar.TimeIn(wait)]),
            _ => NoMatch(),
        };
    }

    private async Task<IActionResult> LetInAsync(NewSession session, CancellationToken cancellationToken)
    {
        await entrance.LetInAsync(HttpContext, session, cancellationToken);
        return GoOn(session.IsMember);
    }

    private PageResult NoMatch()
    {
        ModelState.AddModelError("", texts["SignIn.NoMatch"]);
        return Page();
    }

    private LocalRedirectResult GoOn(bool isMember) =>
        LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? UriHelper.Encode(new Uri(ReturnUrl, UriKind.Relative)) : NewSession.StartPageOf(isMember));
}
