using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Jobs;

public sealed class ScheduledJobTests
{
    private static readonly ScheduledJob Morning = ScheduledJob.Daily<TidySignIns>(8, 30);
    private static readonly ScheduledJob OfTheDay = ScheduledJob.Every<TidySignIns>(TimeSpan.FromHours(1)).Between(9, 18);

    private readonly TestClock _clock = new(new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly BillingCalendar _calendar;

    public ScheduledJobTests()
    {
        _calendar = TurnsIn.CalendarOf("Europe/Oslo", _clock);
    }

    [Theory]
    [InlineData("06:29", "2026-05-31 06:30", "Succeeded", false)]   // 08:29 in Oslo: yesterday's is done
    [InlineData("06:30", "2026-05-31 06:30", "Succeeded", true)]
    [InlineData("23:00", "2026-05-31 06:30", "Succeeded", true)]    // nobody was up at half past eight
    [InlineData("06:29", "2026-05-30 06:30", "Succeeded", true)]    // nor yesterday
    [InlineData("06:31", "2026-06-01 06:30", "Succeeded", false)]
    [InlineData("07:29", "2026-06-01 06:30", "Failed", false)]
    [InlineData("07:30", "2026-06-01 06:30", "Failed", true)]       // again after an hour
    [InlineData("07:30", "2026-06-01 06:30", "PartlyFailed", true)]
    public void A_job_of_once_a_day_is_due_when_its_turn_has_come_and_nobody_has_run_it(string time, string lastStart, string outcome, bool isDue)
    {
        _clock.MoveTo(DateTimeOffset.Parse($"2026-06-01 {time}Z", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(isDue, Morning.IsDue(Run(lastStart, outcome), _calendar));
    }

    [Fact]
    public void A_job_of_once_a_day_that_has_never_run_is_due_at_once() => Assert.True(Morning.IsDue(null, _calendar));

    [Theory]
    [InlineData("06:59", false)]
    [InlineData("07:00", true)]
    [InlineData("15:59", true)]
    [InlineData("16:00", false)]
    public void Hours_are_the_organisations(string time, bool isDue)
    {
        _clock.MoveTo(DateTimeOffset.Parse($"2026-06-01 {time}Z", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(isDue, OfTheDay.IsDue(null, _calendar));
    }

    [Fact]
    public void Hours_lie_within_one_day() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScheduledJob.Every<TidySignIns>(TimeSpan.FromHours(1)).Between(18, 9));

    /// <summary>Each day once, though a clock change skips half past two or brings it twice: the turns of two nights, in UTC.</summary>
    [Theory, Trait("Fault", "F30")]
    [InlineData("Europe/Oslo", "2026-03-28", "night 2026-03-28 01:30", "night 2026-03-29 01:00", "night 2026-03-30 00:30")]
    [InlineData("Europe/Oslo", "2026-10-24", "night 2026-10-24 00:30", "night 2026-10-25 00:30", "night 2026-10-26 01:30")]
    [InlineData("Pacific/Auckland", "2026-09-26", "night 2026-09-25 14:30", "night 2026-09-26 14:00", "night 2026-09-27 13:30")]
    [InlineData("Pacific/Auckland", "2026-04-04", "night 2026-04-03 13:30", "night 2026-04-04 13:30", "night 2026-04-05 14:30")]
    [InlineData("America/St_Johns", "2026-03-07", "night 2026-03-07 06:00", "night 2026-03-08 05:30", "night 2026-03-09 05:00")]
    [InlineData("America/St_Johns", "2026-10-31", "night 2026-10-31 05:00", "night 2026-11-01 06:00", "night 2026-11-02 06:00")]
    public void Over_a_clock_change_each_day_has_one_turn(string zone, string from, params string[] nights)
    {
        var first = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var turns = TurnsIn.Zone(zone, first, first.AddDays(3)).ToList();

        Assert.Equal(nights, turns.Where(turn => turn.StartsWith("night", StringComparison.Ordinal)));
        Assert.Equal(3, turns.Count(turn => turn.StartsWith("morning", StringComparison.Ordinal)));
        Assert.Equal(27, turns.Count(turn => turn.StartsWith("hour", StringComparison.Ordinal)));
    }

    [Theory, Trait("Fault", "F31")]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/St_Johns")]
    [InlineData("UTC")]
    public async Task The_servers_own_zone_changes_nothing(string server)
    {
        foreach (var zone in (string[])["Europe/Oslo", "Pacific/Auckland", "America/St_Johns"])
        {
            var there = await Node.PrintAsync(server, "turns", zone, "2026-01-01", "2027-01-01");

            Assert.Equal(TurnsIn.Zone(zone, new(2026, 1, 1), new(2027, 1, 1)), there);
            Assert.Equal(365 + 365 + (365 * 9), there.Count);
        }
    }

    private static JobRun Run(string startedAt, string outcome)
    {
        var at = DateTimeOffset.Parse($"{startedAt}Z", System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        return new() { Job = Morning.Name, StartedAt = at, FinishedAt = at, Outcome = Enum.Parse<RunOutcome>(outcome), Done = 0, Failed = 0 };
    }
}
