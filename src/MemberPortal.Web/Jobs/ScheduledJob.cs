using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// A job and when it runs: every so often, all day or between two hours; or once a day. Hours are the organisation's. It
/// says when to begin and no more: what may leave at which hour, a job asks the settings.
/// </summary>
internal sealed record ScheduledJob
{
    /// <summary>How often a job of once a day is looked at.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    /// <summary>A day's run that failed, in whole or in part, is tried again after this.</summary>
    private static readonly TimeSpan RetriesAfter = TimeSpan.FromHours(1);

    private ScheduledJob()
    {
    }

    public required Type Job { get; init; }

    /// <summary>Null for a job of once a day.</summary>
    public TimeSpan? Interval { get; private init; }

    /// <summary>Null for a job of every so often.</summary>
    public TimeOnly? At { get; private init; }

    /// <summary>The first hour in which it runs and the first in which it no longer does; null for all day.</summary>
    public (int From, int Until)? Hours { get; private init; }

    public string Name => Job.Name;

    public TimeSpan LooksEvery => Interval ?? Look;

    public static ScheduledJob Every<TJob>(TimeSpan interval) where TJob : IJob => new() { Job = typeof(TJob), Interval = interval };

    /// <summary>
    /// Once each local day. In an hour that a clock change skips it runs right after it; in one that comes twice, the first
    /// time. A day that was missed is made up for as soon as somebody is up.
    /// </summary>
    public static ScheduledJob Daily<TJob>(int hour, int minute) where TJob : IJob =>
        new() { Job = typeof(TJob), At = new TimeOnly(hour, minute) };

    /// <summary>Within one day: <paramref name="from"/> lies before <paramref name="until"/>.</summary>
    public ScheduledJob Between(int from, int until)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        return this with { Hours = (from, until) };
    }

    /// <param name="last">Its latest run; null when there was none.</param>
    /// <param name="calendar">Knows the present moment and the organisation's zone.</param>
    public bool IsDue(JobRun? last, BillingCalendar calendar)
    {
        if (At is not { } at)
            return IsOpenAt(calendar.Now, calendar);

        var now = calendar.Now;
        var turn = calendar.InstantOf(calendar.Today, at);
        if (turn > now)
            turn = calendar.InstantOf(calendar.Today.AddDays(-1), at);

        return last is null
            || last.StartedAt < turn
            || last.StartedAt > now   // the machine's clock was set back since
            || (last.Outcome != RunOutcome.Succeeded && now - last.StartedAt >= RetriesAfter);
    }

    /// <summary>UTC: the first moment after <paramref name="instant"/>, itself UTC, at which it is to begin.</summary>
    public DateTime NextAfter(DateTime instant, BillingCalendar calendar)
    {
        var day = calendar.DayOf(instant);
        if (At is { } at)
        {
            var turn = calendar.InstantOf(day, at);
            return turn > instant ? turn : calendar.InstantOf(day.AddDays(1), at);
        }

        var next = instant + LooksEvery;
        if (Hours is not { } hours || IsOpenAt(next, calendar))
            return next;

        var opens = calendar.InstantOf(calendar.DayOf(next), new TimeOnly(hours.From, 0));
        return opens > next ? opens : calendar.InstantOf(calendar.DayOf(next).AddDays(1), new TimeOnly(hours.From, 0));
    }

    private bool IsOpenAt(DateTime instant, BillingCalendar calendar) =>
        Hours is not { } hours || (calendar.InZone(instant).Hour >= hours.From && calendar.InZone(instant).Hour < hours.Until);
}
