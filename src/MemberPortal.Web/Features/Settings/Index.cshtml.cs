using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Settings;

/// <summary>The numbers that the portal goes by.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class IndexModel(SettingsQuery query, ChangeSettings change, IStringLocalizer<Texts> texts) : PageModel, IFormPage
{
    public SettingsSheet Sheet { get; private set; } = null!;

    [TempData]
    public bool? IsSaved { get; set; }

    public async Task LoadAsync(CancellationToken cancellationToken) => Sheet = await query.RunAsync(cancellationToken);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(long seen, CancellationToken cancellationToken)
    {
        var typed = EditableSettings.All.ToDictionary(setting => setting.Key, setting => (string?)Request.Form[setting.Field]);
        switch (await change.RunAsync(typed, seen, StaffMember.Of(User), cancellationToken))
        {
            case ChangeSettingsOutcome.Changed:
                IsSaved = true;
                return RedirectToPage();
            case ChangeSettingsOutcome.OutOfRange(var settings):
                foreach (var setting in settings)
                    ModelState.AddModelError(setting.Field, texts["Settings.OutOfRange", setting.Least, setting.Most]);
                break;
            case ChangeSettingsOutcome.DoNotFit(var settings):
                foreach (var setting in settings)
                    ModelState.AddModelError(setting.Field, texts["Settings.DoesNotFit"]);
                break;
            default:
                ModelState.AddModelError("", texts["Settings.ChangedMeanwhile"]);
                await LoadAsync(cancellationToken);
                return new PageResult { StatusCode = StatusCodes.Status409Conflict };
        }

        await LoadAsync(cancellationToken);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>What was typed, where it was refused; else the number in force.</summary>
    public string ValueOf(SettingRow row) => Request.HasFormContentType && Response.StatusCode != StatusCodes.Status409Conflict
        ? Request.Form[row.Setting.Field].ToString()
        : row.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
