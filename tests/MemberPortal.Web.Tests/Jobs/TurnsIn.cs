using System.Globalization;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>When jobs have their turn in an organisation's zone, as plain lines, so that two processes can be compared.</summary>
internal static class TurnsIn
{
    private static readonly ScheduledJob Nightly = ScheduledJob.Daily<TidySignIns>(2, 30);
    private static readonly ScheduledJob Morning = ScheduledJob.Daily<TidySignIns>(8, 30);
    private static readonly ScheduledJob Hourly = ScheduledJob.Every<TidySignIns>(TimeSpan.FromHours(1)).Between(9, 18);

    public static BillingCalendar CalendarOf(string zone, TimeProvider clock) => new(clock, Options.Create(new OrganisationOptions
    {
        Name = "The Club", TimeZone = zone, Currency = "NOK", Language = "en", BankAccount = "1", ContactEmail = "club@example.org",
    }));

    /// <summary>Each turn between the two days, at night, in the morning and by the hour of the day: UTC.</summary>
    public static IEnumerable<string> Zone(string zone, DateOnly from, DateOnly until)
    {
        var calendar = CalendarOf(zone, new TestClock());
        var (start, end) = (calendar.InstantOf(from, TimeOnly.MinValue), calendar.InstantOf(until, TimeOnly.MinValue));
        foreach (var (name, job) in new[] { ("night", Nightly), ("morning", Morning), ("hour", Hourly) })
        {
            for (var turn = job.NextAfter(start, calendar); turn < end; turn = job.NextAfter(turn, calendar))
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} {turn:yyyy-MM-dd HH:mm}");
        }
    }
}
