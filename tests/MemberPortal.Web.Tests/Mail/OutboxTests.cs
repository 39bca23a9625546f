using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Mail;

public sealed class OutboxTests : MailStand
{
    [Theory]
    [InlineData("2026-03-02T09:00", "2026-03-02T09:00")]
    [InlineData("2026-03-02T18:59", "2026-03-02T18:59")]   // 19:59 in Oslo
    [InlineData("2026-03-02T19:00", "2026-03-03T07:00")]
    [InlineData("2026-03-03T06:59", "2026-03-03T07:00")]
    [InlineData("2026-03-28T22:00", "2026-03-29T06:00")]   // the clock goes forward in the night
    public async Task A_mail_leaves_between_8_and_20_in_the_organisations_zone(string queued, string leaves)
    {
        Clock.MoveTo(Utc(queued));

        var mail = await QueueAsync(LetterTo("kari@example.org"));

        Assert.Equal(Utc(leaves).UtcDateTime, mail!.NextTryAt);
    }

    [Fact]
    public async Task A_mail_that_a_person_waits_for_leaves_at_any_hour()
    {
        Clock.MoveTo(Utc("2026-03-02T23:30"));

        await QueueAsync(LetterTo("kari@example.org") with { AtAnyHour = true });
        await QueueAsync(LetterTo("ola@example.org"));
        await SendAsync();

        Assert.Equal("kari@example.org", Assert.Single(Server.Accepted).Recipient);
    }

    [Fact]
    public async Task A_mail_of_an_occasion_is_queued_once()
    {
        var letter = LetterTo("kari@example.org");
        await QueueAsync(letter);

        await Assert.ThrowsAsync<DbUpdateException>(() => QueueAsync(letter));

        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task A_letter_without_a_usable_address_is_noted_and_not_queued()
    {
        var letter = LetterTo("kari@example.org\r\nRCPT TO:<all@example.org>");

        Assert.Null(await QueueAsync(letter));

        var line = Assert.Single(Log.All, line => line.Contains(letter.Key, StringComparison.Ordinal) && line.StartsWith("Mail", StringComparison.Ordinal));
        Assert.DoesNotContain("example.org", line, StringComparison.Ordinal);
    }

    private static DateTimeOffset Utc(string instant) =>
        DateTimeOffset.Parse(instant + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
