using System.Globalization;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Data;

/// <summary>Days and hours of the organisation, over both changes of the clock, in zones that do it differently.</summary>
[Trait("Fault", "F30")]
public sealed class BillingCalendarTests
{
    [Theory]
    [InlineData("Europe/Oslo", "2026-03-01T22:59:59Z", "2026-03-01")]
    [InlineData("Europe/Oslo", "2026-03-01T23:00:00Z", "2026-03-02")]
    [InlineData("Europe/Oslo", "2026-07-01T21:59:59Z", "2026-07-01")]
    [InlineData("Europe/Oslo", "2026-07-01T22:00:00Z", "2026-07-02")]
    [InlineData("Europe/Oslo", "2026-12-31T23:00:00Z", "2027-01-01")]
    [InlineData("Pacific/Auckland", "2026-03-01T11:00:00Z", "2026-03-02")]
    [InlineData("Pacific/Auckland", "2026-07-01T11:59:59Z", "2026-07-01")]
    [InlineData("Pacific/Auckland", "2026-07-01T12:00:00Z", "2026-07-02")]
    [InlineData("America/St_Johns", "2026-03-02T03:29:59Z", "2026-03-01")]
    [InlineData("America/St_Johns", "2026-03-02T03:30:00Z", "2026-03-02")]
    [InlineData("America/St_Johns", "2026-07-02T02:29:59Z", "2026-07-01")]
    [InlineData("America/St_Johns", "2026-07-02T02:30:00Z", "2026-07-02")]
    [InlineData("America/New_York", "2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", "2026-03-08")]   // a day of 23 hours
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("Australia/Sydney", "2026-04-05T13:59:59Z", "2026-04-05")]   // a day of 25 hours
    [InlineData("Australia/Sydney", "2026-04-05T14:00:00Z", "2026-04-06")]
    [InlineData("Pacific/Kiritimati", "2028-02-28T09:59:59Z", "2028-02-28")]
    [InlineData("Pacific/Kiritimati", "2028-02-28T10:00:00Z", "2028-02-29")]
    [InlineData("UTC", "2026-12-31T23:59:59Z", "2026-12-31")]
    [InlineData("UTC", "2027-01-01T00:00:00Z", "2027-01-01")]
    public void The_business_day_is_the_organisations(string zone, string now, string today)
    {
        Assert.Equal(Day(today), CalendarAt(zone, now).Today);
    }

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-28", "02:30", "2026-03-28T01:30:00Z")]
    [InlineData("Europe/Oslo", "2026-03-29", "01:59", "2026-03-29T00:59:00Z")]
    [InlineData("Europe/Oslo", "2026-03-29", "02:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Oslo", "2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Oslo", "2026-03-29", "03:00", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Oslo", "2026-10-25", "01:59", "2026-10-24T23:59:00Z")]
    [InlineData("Europe/Oslo", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Oslo", "2026-10-25", "03:00", "2026-10-25T02:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-09-27", "02:30", "2026-09-26T14:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-05", "02:30", "2026-04-04T13:30:00Z")]
    [InlineData("Pacific/Auckland", "2026-04-05", "03:00", "2026-04-04T15:00:00Z")]
    [InlineData("America/St_Johns", "2026-03-08", "02:15", "2026-03-08T05:30:00Z")]
    [InlineData("America/St_Johns", "2026-11-01", "01:30", "2026-11-01T04:00:00Z")]
    [InlineData("America/St_Johns", "2026-11-01", "02:00", "2026-11-01T05:30:00Z")]
    public void A_skipped_hour_is_the_first_moment_after_it_and_a_double_one_its_first_coming(string zone, string day, string time, string instant)
    {
        Assert.Equal(Instant(instant), CalendarAt(zone, instant).InstantOf(Day(day), TimeOnly.Parse(time, CultureInfo.InvariantCulture)));
    }

    public static TheoryData<string> Zones =>
        ["Europe/Oslo", "Pacific/Auckland", "America/St_Johns", "America/New_York", "Australia/Sydney", "Pacific/Kiritimati", "UTC"];

    [Theory, MemberData(nameof(Zones))]
    public void Every_quarter_of_an_hour_of_a_year_is_found_again_and_never_earlier(string zone)
    {
        var calendar = CalendarAt(zone, "2026-01-01T00:00:00Z");
        var last = DateTime.MinValue;
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            for (var quarter = 0; quarter < 96; quarter++)
            {
                var time = TimeOnly.MinValue.AddMinutes(15 * quarter);
                var instant = calendar.InstantOf(day, time);
                var back = calendar.InZone(instant);
                Assert.True(instant >= last, $"{day} {time} comes before the quarter before it");
                Assert.True(back >= day.ToDateTime(time) && back <= day.ToDateTime(time).AddHours(1), $"{day} {time} became {back}");
                last = instant;
            }
        }
    }

    [Theory]
    [InlineData("Europe/Oslo", 20, 8, "2026-03-02T18:59:59Z", "2026-03-02T18:59:59Z")]
    [InlineData("Europe/Oslo", 20, 8, "2026-03-02T19:00:00Z", "2026-03-03T07:00:00Z")]
    [InlineData("Europe/Oslo", 20, 8, "2026-03-03T06:59:59Z", "2026-03-03T07:00:00Z")]
    [InlineData("Europe/Oslo", 20, 8, "2026-03-03T07:00:00Z", "2026-03-03T07:00:00Z")]
    [InlineData("Europe/Oslo", 20, 8, "2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("Europe/Oslo", 20, 8, "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData("Europe/Oslo", 0, 2, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("Europe/Oslo", 2, 3, "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z")]
    [InlineData("Europe/Oslo", 2, 3, "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z")]
    [InlineData("Europe/Oslo", 12, 14, "2026-07-01T10:00:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("Europe/Oslo", 12, 14, "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("Europe/Oslo", 22, 0, "2026-07-01T20:30:00Z", "2026-07-01T22:00:00Z")]
    [InlineData("Europe/Oslo", 8, 8, "2026-07-01T06:00:00Z", "2026-07-01T06:00:00Z")]
    [InlineData("Europe/Oslo", 0, 0, "2026-07-01T22:00:00Z", "2026-07-01T22:00:00Z")]
    [InlineData("Pacific/Auckland", 20, 8, "2026-09-26T09:00:00Z", "2026-09-26T19:00:00Z")]
    [InlineData("America/St_Johns", 20, 8, "2026-11-01T01:00:00Z", "2026-11-01T11:30:00Z")]
    public void What_falls_into_the_quiet_hours_waits_for_their_end(string zone, int from, int until, string instant, string after)
    {
        Assert.Equal(Instant(after), CalendarAt(zone, instant).AfterQuietHours(Instant(instant), from, until));
    }

    [Theory, MemberData(nameof(Zones))]
    public void Nothing_that_has_waited_has_to_wait_again(string zone)
    {
        var calendar = CalendarAt(zone, "2026-01-01T00:00:00Z");
        for (var now = Instant("2026-01-01T00:07:00Z"); now.Year == 2026; now = now.AddMinutes(47))
        {
            foreach (var (from, until) in ((int, int)[])[(20, 8), (2, 3), (4, 2), (0, 0), (0, 23), (23, 0)])
            {
                var after = calendar.AfterQuietHours(now, from, until);
                Assert.InRange(after, now, now.AddHours(25));
                Assert.Equal(after, calendar.AfterQuietHours(after, from, until));
            }
        }
    }

    private static BillingCalendar CalendarAt(string zone, string now) => new(new TestClock(Instant(now)), Options.Create(new OrganisationOptions
    {
        Name = "The Club",
        TimeZone = zone,
        Currency = "NOK",
        Language = "en",
        BankAccount = "1234 56 78903",
        ContactEmail = "treasurer@club.example",
    }));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static DateTime Instant(string instant) =>
        DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
