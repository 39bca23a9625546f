using MemberPortal.Web.Tests.Jobs;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>Reminders over the nights in which clocks go forward or back, on a server in a zone of its own.</summary>
[Trait("Fault", "F30"), Trait("Fault", "F31")]
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Oslo", "2027-03-28", "Asia/Tokyo")]
    [InlineData("Europe/Oslo", "2027-10-31", "America/St_Johns")]
    [InlineData("Pacific/Auckland", "2027-04-04", "UTC")]
    [InlineData("Pacific/Auckland", "2027-09-26", "America/Los_Angeles")]
    [InlineData("America/St_Johns", "2027-03-14", "Pacific/Kiritimati")]
    [InlineData("America/St_Johns", "2027-11-07", "Europe/Oslo")]
    public async Task No_stage_is_doubled_skipped_or_sent_at_night(string zone, string change, string server)
    {
        var lines = await Node.PrintAsync(server, "reminders", zone, change);

        Assert.Equal(
            [
                "-44 09:00 stage 1 of 47",
                "-37 09:00 stage 2 of 47",
                "-30 09:00 stage 3 of 47",
                "-14 09:00 stage 1 of 17",
                "-7 09:00 stage 2 of 17",
                "-7 09:00 stage 1 of 10",
                "0 00:00 given up of 47",
                "0 09:00 stage 3 of 17",
                "0 09:00 stage 2 of 10",
                "0 09:00 stage 1 of 3",
            ],
            lines);
    }
}
