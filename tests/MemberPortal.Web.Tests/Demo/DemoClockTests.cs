using System.Net;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Demo;

/// <summary>The demo's clock (the machine's, in these tests, stands still at 2 March 2026, 09:00 UTC, 10:00 in Oslo).</summary>
public sealed class DemoClockTests : IAsyncLifetime
{
    private readonly SignInPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/demo/clock/by", "step", "Hour", "2026-03-02 10:00")]
    [InlineData("/demo/clock/by", "step", "Day", "2026-03-03 09:00")]
    [InlineData("/demo/clock/by", "step", "Month", "2026-04-01 08:00")]      // summer time began: the same time of day
    [InlineData("/demo/clock/date", "date", "2026-07-01", "2026-07-01 08:00")]
    public async Task A_tap_moves_it_and_every_page_shows_the_time(string path, string field, string value, string now)
    {
        using var visitor = _portal.Visit();

        using var answer = await visitor.PostAsync("/demo/clock", path, (field, value));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var moved = DateTimeOffset.Parse($"{now}Z", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(moved, Now);
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(moved, "Europe/Oslo");
        Assert.Contains(local.ToString("d MMM HH:mm", System.Globalization.CultureInfo.GetCultureInfo("en-GB")), await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-02-01")]
    [InlineData("2027-04-01")]
    [InlineData("9999-12-31")]
    [InlineData("nonsense")]
    public async Task It_goes_forward_only_and_a_year_at_most(string date)
    {
        using var visitor = _portal.Visit();

        using var answer = await visitor.PostAsync("/demo/clock", "/demo/clock/date", ("date", date));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(_portal.Clock.GetUtcNow(), Now);
    }

    [Fact]
    public async Task What_falls_due_on_the_way_happens_at_its_time_and_is_told()
    {
        var draft = await _portal.AddDraftAsync(await _portal.AddMemberAsync());
        using var visitor = _portal.Visit();

        (await visitor.PostAsync("/demo/clock", "/demo/clock/by", ("step", "Day"))).Dispose();

        var mail = await _portal.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync());
        var hour = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc);
        Assert.Equal((hour, hour), (mail.QueuedAt, mail.SentAt));
        Assert.NotNull((await _portal.InvoiceAsync(draft.Id)).Number);
        Assert.Contains("Sends drafts: 1", await visitor.ReadAsync("/demo/clock"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_turns_of_a_day_come_in_their_order()
    {
        await MoveAsync(TimeSpan.FromDays(2));

        var tidied = await _portal.WithDbAsync(db => db.JobRuns.AsNoTracking().Where(run => run.Job == "TidyRuns").OrderBy(run => run.Id).ToListAsync());
        Assert.Equal(new DateTime(2026, 3, 4, 2, 30, 0, DateTimeKind.Utc), Assert.Single(tidied).StartedAt);   // two runs that did nothing: one row
    }

    [Fact]
    public async Task The_providers_time_passes_too_and_nothing_of_it_is_lost()
    {
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.OpenPaymentPageAsync(invoice);

        await MoveAsync(TimeSpan.FromDays(30));

        Assert.Equal(AttemptState.Expired, Assert.Single(await _portal.AttemptsAsync(invoice)).State);
        Assert.Equal("expired", (string?)(await _portal.Stripe.ListAsync("checkout/sessions"))[0]["status"]);
        var reported = await _portal.WithDbAsync(db => db.StripeInbox.AsNoTracking().SingleAsync(e => e.Type == "checkout.session.expired"));
        Assert.Equal(EventOutcome.Handled, reported.Outcome);
        Assert.InRange(reported.ReceivedAt, new DateTime(2026, 3, 2, 9, 35, 0, DateTimeKind.Utc), new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public async Task A_payment_made_before_it_moved_is_known_after()
    {
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.Stripe.HoldWebhooksAsync();
        await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice));
        await _portal.Stripe.ReleaseWebhooksAsync();

        await MoveAsync(TimeSpan.FromHours(1));

        Assert.Single(await _portal.PaymentsAsync(invoice));
    }

    [Fact]
    public async Task Nobody_is_signed_out_by_it()
    {
        using var member = await _portal.SignedInAsync(await _portal.AddAccountAsync());
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));

        await MoveAsync(TimeSpan.FromDays(300));

        Assert.True(await member.IsSignedInAsync());
        Assert.True(await admin.IsSignedInAsync());

        _portal.Clock.Advance(TimeSpan.FromHours(13));   // but by sitting there for so long
        Assert.True(await member.IsSignedInAsync());
        Assert.False(await admin.IsSignedInAsync());
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_and_with_it_the_provider()
    {
        await MoveAsync(TimeSpan.FromDays(3));

        await _portal.RestartAsync();

        Assert.Equal(_portal.Clock.GetUtcNow().AddDays(3), Now);
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.OpenPaymentPageAsync(invoice);
        var session = (await _portal.Stripe.ListAsync("checkout/sessions"))[0];
        Assert.Equal(Now.ToUnixTimeSeconds(), (long)session["created"]!);
    }

    [Fact]
    public async Task Another_process_on_the_same_demo_moves_along()
    {
        await _portal.WithDbAsync(async db =>
        {
            db.Settings.Add(new Setting { Key = DemoClock.Setting, Value = "02:00:00", ChangedAt = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
        });

        _portal.Services.GetRequiredService<DatabaseSettings>().Reload();

        Assert.Equal(_portal.Clock.GetUtcNow().AddHours(2), Now);
    }

    private DateTimeOffset Now => _portal.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    private async Task MoveAsync(TimeSpan by) => Assert.IsType<MoveOutcome.Moved>(
        await _portal.Services.GetRequiredService<MoveDemoClock>().RunAsync(Now.UtcDateTime + by, default));
}
