using System.Globalization;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MemberPortal.Web.Features.Demo;

/// <summary>The demo's clock and what moves it, open to all as the demo is. Production has no such page.</summary>
[AllowAnonymous]
internal sealed class ClockModel(
    MoveDemoClock move, BillingCalendar calendar, IHostApplicationLifetime host, IStringLocalizer<Texts> texts) : PageModel
{
    public DateTime Now => calendar.InZone(calendar.Now);

    /// <summary>What the last move brought about, as "Job 3;Job 1"; null before one.</summary>
    [TempData]
    public string? Happened { get; set; }

    public IReadOnlyList<WorkDone>? Meanwhile { get; private set; }

    public void OnGet() => Meanwhile = Happened is null
        ? null
        :
        [
            .. from work in Happened.Split(';', StringSplitOptions.RemoveEmptyEntries)
               let parts = work.Split(' ')
               select new WorkDone(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)),
        ];

    public Task<IActionResult> OnPostByAsync(ClockStep step) => MoveAsync(step switch
    {
        ClockStep.Hour => calendar.Now.AddHours(1),
        ClockStep.Day => SameTimeOn(calendar.Today.AddDays(1)),
        ClockStep.Month => SameTimeOn(calendar.Today.AddDays(30)),
        ClockStep.None => calendar.Now,
    });

    public Task<IActionResult> OnPostDateAsync(DateOnly? date) =>
        MoveAsync(date is { } day ? SameTimeOn(day < calendar.Today ? calendar.Today : day) : calendar.Now);

    /// <summary>Whoever closes the tab does not stop the time: the move ends where it was to end.</summary>
    private async Task<IActionResult> MoveAsync(DateTime until)
    {
        switch (await move.RunAsync(until, host.ApplicationStopping))
        {
            case MoveOutcome.Moved moved:
                Happened = string.Join(';', moved.Meanwhile.Select(work => string.Create(CultureInfo.InvariantCulture, $"{work.Job} {work.Items}")));
                return RedirectToPage(new { handler = "" });
            case MoveOutcome.NotForward:
                return Refuse("DemoClock.NotForward");
            case MoveOutcome.TooFar:
                return Refuse("DemoClock.TooFar");
            default:
                return Refuse("DemoClock.MovesAlready");
        }
    }

    private PageResult Refuse(string why)
    {
        ModelState.AddModelError("", texts[why]);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private DateTime SameTimeOn(DateOnly day) => calendar.InstantOf(day, TimeOnly.FromDateTime(Now));
}

/// <summary>What one tap moves the clock by.</summary>
internal enum ClockStep
{
    None,
    Hour,
    Day,
    Month,
}
