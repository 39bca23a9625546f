using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.SignIn;

/// <summary>Asks for a link to a new password. The answer is the same, and takes as long, whether or not the address is known.</summary>
[AllowAnonymous]
internal sealed class ForgotPasswordModel(MailResetLink mailLink, BillingCalendar calendar, IStringLocalizer<Texts> texts)
    : PageModel, IFormPage
{
    /// <summary>Several times what it takes to word a mail and to keep it: a name that nobody has spares both (5-quality.md, V6.3.8).</summary>
    public static readonly TimeSpan AnswersAfter = TimeSpan.FromMilliseconds(100);

    [BindProperty, Required(ErrorMessage = "SignIn.EmailMissing"), MaxLength(254, ErrorMessage = "SignIn.EmailTooLong")]
    public string Email { get; set; } = "";

    public bool IsSent { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return Page();

        var pause = Task.Delay(AnswersAfter, cancellationToken);   // of the machine's time, which is what whoever asks measures
        var taken = await mailLink.RunAsync(Email, HttpContext.Connection.RemoteIpAddress, cancellationToken);
        await pause;
        if (taken is { } wait)
            return this.ComeBackLater(wait, texts["Forgot.TooManyMails", calendar.TimeIn(wait)]);

        IsSent = true;
        return Page();
    }
}
