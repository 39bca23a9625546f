using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Profile;

internal sealed class ProfileModel(
    PortalDbContext db, ChooseLanguage chooseLanguage, ChangePassword changePassword, BillingCalendar calendar,
    IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    /// <summary>Null, and no cookie, unless it was just changed.</summary>
    [TempData]
    public bool? IsPasswordChanged { get; set; }

    public ProfileFacts Facts { get; private set; } = null!;

    public DateOnly Today => calendar.Today;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostLanguageAsync(string? language, CancellationToken cancellationToken)
    {
        if (Language.Find(language) is { } chosen)
        {
            await chooseLanguage.RunAsync(User.AccountId(), chosen, cancellationToken);
            RequestLanguage.Remember(HttpContext, chosen);
        }

        return LocalRedirect("/profile");
    }

    public async Task<IActionResult> OnPostPasswordAsync(
        [Required(ErrorMessage = "SignIn.PasswordMissing"), MaxLength(PasswordRules.Longest, ErrorMessage = "SignIn.PasswordTooLong")] string current,
        [Required(ErrorMessage = "SignIn.PasswordMissing")] string chosen,
        CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);

        switch (await changePassword.RunAsync(User.AccountId(), SessionCookie.TokenOf(User)!, current, chosen, cancellationToken))
        {
            case ChangePasswordOutcome.Refused(var problem):
                ModelState.AddModelError(nameof(chosen), texts[$"PasswordProblem.{problem}"]);
                return await ShowAsync(cancellationToken);

            case ChangePasswordOutcome.WrongPassword:
                ModelState.AddModelError(nameof(current), texts["Profile.WrongPassword"]);
                return await ShowAsync(cancellationToken);

            case ChangePasswordOutcome.TooManyTries(var wait):
                await LoadAsync(cancellationToken);
                return this.ComeBackLater(wait, texts["Profile.TooManyTries", calendar.TimeIn(wait)]);

            default:
                IsPasswordChanged = true;
                return LocalRedirect("/profile");
        }
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var id = User.AccountId();
        Facts = await db.Users.AsNoTracking()
            .Where(a => a.Id == id)
            .GroupJoin(db.Members, a => a.MemberId, m => (int?)m.Id, (a, members) => new { a, members })
            .SelectMany(
                both => both.members.DefaultIfEmpty(),
                (both, m) => new ProfileFacts(both.a.Name, both.a.Email!, m == null ? null : m.Number, m == null ? null : m.JoinedOn))
            .SingleAsync(cancellationToken);
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Page();
    }
}
