using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.SignIn;

[AllowAnonymous]
internal sealed class ForgotPasswordModel(MailResetLink mailLink, BillingCalendar calendar, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    [BindProperty, Required(ErrorMessage = "SignIn.EmailMissing"), MaxLength(254, ErrorMessage = "SignIn.EmailTooLong")]
    public string Email { get; set; } = "";

    public bool IsSent { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();

        if (await mailLink.RunAsync(Email, HttpContext.Connection.RemoteIpAddress, cancellationToken) is { } wait)
            return this.ComeBackLater(wait, texts["Forgot.TooManyMails", calendar.TimeIn(wait)]);

        IsSent = true;
        return Page();
    }
}
