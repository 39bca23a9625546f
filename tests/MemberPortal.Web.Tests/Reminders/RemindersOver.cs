using System.Globalization;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Reminders;

/// <summary>
/// The reminders of seven weeks that end with a clock change, as plain lines, so that a process in another zone can tell
/// them: "0 09:00 stage 2 of 10" left at nine o'clock of the day of the change, for what was due ten days before it.
/// </summary>
internal static class RemindersOver
{
    private static readonly int[] DaysLate = [47, 17, 10, 3];

    public static async Task<IReadOnlyList<string>> ClockChangeAsync(string zone, DateOnly change)
    {
        var portal = new RemindersPortal(zone);
        await portal.InitializeAsync();
        try
        {
            var calendar = portal.Services.GetRequiredService<BillingCalendar>();
            portal.Clock.MoveTo(calendar.InstantOf(change.AddDays(-60), new(10, 0)));
            foreach (var days in DaysLate)
                await portal.IssueInvoiceAsync(await portal.AddMemberAsync(), dueOn: change.AddDays(-days));

            foreach (var instant in Instants(calendar, change))
            {
                portal.Clock.MoveTo(instant);
                await portal.RemindAndSendAsync();
            }

            return await LinesAsync(portal, TimeZoneInfo.FindSystemTimeZoneById(zone), change);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    /// <summary>Each day a minute before the decent hour and at it; the day of the change and those beside it by the half hour.</summary>
    private static IEnumerable<DateTime> Instants(BillingCalendar calendar, DateOnly change)
    {
        for (var day = change.AddDays(-45); day < change.AddDays(-1); day = day.AddDays(1))
        {
            yield return calendar.InstantOf(day, new(8, 59));
            yield return calendar.InstantOf(day, new(9, 0));
        }

        var end = calendar.InstantOf(change.AddDays(2), TimeOnly.MinValue);
        for (var instant = calendar.InstantOf(change.AddDays(-1), TimeOnly.MinValue); instant < end; instant = instant.AddMinutes(30))
            yield return instant;
    }

    private static Task<IReadOnlyList<string>> LinesAsync(RemindersPortal portal, TimeZoneInfo zone, DateOnly change) => portal.WithDbAsync(async db =>
    {
        var due = await db.Invoices.ToDictionaryAsync(i => i.Id, i => change.DayNumber - i.DueOn!.Value.DayNumber);
        var left = await db.Reminders.Select(r => new { At = r.Mail!.SentAt!.Value, What = "stage " + r.Stage, r.InvoiceId }).ToListAsync();
        var givenUp = await db.InvoiceLog.Where(e => e.What == InvoiceHappening.GivenUp).Select(e => new { e.At, What = "given up", e.InvoiceId }).ToListAsync();
        return (IReadOnlyList<string>)
        [
            .. left.Concat(givenUp).OrderBy(line => line.At).ThenByDescending(line => due[line.InvoiceId]).Select(line =>
            {
                var local = TimeZoneInfo.ConvertTimeFromUtc(line.At, zone);
                var day = DateOnly.FromDateTime(local).DayNumber - change.DayNumber;
                return string.Create(CultureInfo.InvariantCulture, $"{day} {local:HH:mm} {line.What} of {due[line.InvoiceId]}");
            }),
        ];
    });
}
