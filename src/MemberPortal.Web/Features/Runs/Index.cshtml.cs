using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Runs;

/// <summary>What runs by itself: when it last did and will, how it went, and what it could not do.</summary>
[Authorize(Roles = Role.Admin)]
internal sealed class IndexModel(
    RunsQuery query, RunJobByHand run, SetFailureAside setAside, BillingCalendar calendar, IStringLocalizer<Texts> texts) : PageModel
{
    public RunsSheet Sheet { get; private set; } = null!;

    [TempData]
    public string? Notice { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Sheet = await query.RunAsync(cancellationToken);

    public async Task<IActionResult> OnPostRunAsync(string? job, CancellationToken cancellationToken) =>
        Answer(await run.RunAsync(job ?? "", StaffMember.Of(User), cancellationToken));

    public async Task<IActionResult> OnPostRetryAsync(int item, CancellationToken cancellationToken) =>
        Answer(await run.RetryAsync(item, StaffMember.Of(User), cancellationToken));

    public async Task<IActionResult> OnPostAsideAsync(int item, CancellationToken cancellationToken) =>
        await setAside.RunAsync(item, StaffMember.Of(User), cancellationToken) ? Back(texts["Runs.SetAside"]) : NotFound();

    /// <summary>"18:31" today, else "20 Nov, 18:31".</summary>
    public string Moment(DateTime instant)
    {
        var time = calendar.InZone(instant).ToString("t", Language.Current.Culture);
        var day = calendar.DayOf(instant);
        return day == calendar.Today ? time : $"{DayText.Short(day, calendar.Today)}, {time}";
    }

    private IActionResult Answer(RunOutcomeByHand outcome) => outcome switch
    {
        RunOutcomeByHand.Ran({ Error: { } error }) => Back(texts.WhyFailed(error)),
        RunOutcomeByHand.Ran(var run) => Back(texts["Runs.Ran", texts[$"Job.{run.Job}"], run.Done, run.Failed]),
        _ => NotFound(),
    };

    private RedirectToPageResult Back(string notice)
    {
        Notice = notice;
        return RedirectToPage(new { handler = "" });
    }
}
