using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Organisation;

/// <summary>The organisation's day and hour: the injected clock in the organisation's time zone (2-statuses.md).</summary>
internal sealed class BillingCalendar(TimeProvider clock, IOptions<OrganisationOptions> organisation)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(organisation.Value.TimeZone);

    /// <summary>UTC.</summary>
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The business date.</summary>
    public DateOnly Today => DayOf(Now);

    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(InZone(instant));

    public DateTime InZone(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, _zone);

    /// <summary>
    /// The UTC instant of a wall-clock time. An hour that a clock change skips is read as the first moment after it; one
    /// that comes twice, as its first coming.
    /// </summary>
    public DateTime InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (_zone.IsInvalidTime(local))
            local = local.AddMinutes(1);

        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>
    /// <paramref name="instant"/>, or the end of the quiet hours it lies in. Equal hours mean that there are none.
    /// </summary>
    public DateTime AfterQuietHours(DateTime instant, int fromHour, int untilHour)
    {
        var local = InZone(instant);
        var quiet = fromHour <= untilHour
            ? local.Hour >= fromHour && local.Hour < untilHour
            : local.Hour >= fromHour || local.Hour < untilHour;
        if (!quiet)
            return instant;

        var day = DateOnly.FromDateTime(local);
        return InstantOf(local.Hour < untilHour ? day : day.AddDays(1), new TimeOnly(untilHour, 0));
    }
}
