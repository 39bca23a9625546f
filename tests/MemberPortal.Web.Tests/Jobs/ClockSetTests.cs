using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Tests.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>The machine's clock is set forward or back while the portal runs (5-quality.md, F32).</summary>
[Trait("Fault", "F32")]
public sealed class ClockSetTests : IAsyncLifetime
{
    private readonly RemindersPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Set_by_an_hour_or_by_forty_days_and_back_nobody_is_reminded_twice_and_nothing_stays_past_due()
    {
        var (late, soon) = (await _portal.AddMemberAsync(), await _portal.AddMemberAsync());
        var (lateInvoice, notYetDue) = (await _portal.BillAsync(late), await _portal.BillAsync(soon, RemindersPortal.DueOn.AddDays(20)));
        _portal.MoveToDaysLate(3);
        await _portal.RemindAndSendAsync();

        foreach (var hours in (int[])[1, -1, -1, 1, 24 * 40, -24 * 40])
        {
            _portal.Clock.SetBy(TimeSpan.FromHours(hours));
            await _portal.RemindAndSendAsync();
            await _portal.RemindAndSendAsync();
        }

        Assert.Equal([1, 3], (await _portal.StagesAsync(lateInvoice)).Select(stage => stage.Stage));   // the newest, forty days on
        Assert.Equal(2, (await _portal.RemindersToAsync(late)).Count);
        Assert.True((await _portal.RemindersToAsync(soon)).Count <= 1);
        Assert.Equal(InvoiceStatus.Open, (await _portal.InvoiceAsync(notYetDue.Id)).Facts.StatusOn(Calendar.Today));
        Assert.Equal(InvoiceStatus.PastDue, (await _portal.InvoiceAsync(lateInvoice.Id)).Facts.StatusOn(Calendar.Today));
    }

    [Fact]
    public async Task Set_by_seconds_during_a_sweep_each_member_is_reminded_once()
    {
        var members = new List<Member>();
        for (var i = 0; i < 45; i++)
        {
            members.Add(await _portal.AddMemberAsync());
            await _portal.BillAsync(members[i]);
        }

        _portal.MoveToDaysLate(3);
        var sweeps = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(_portal.RemindAsync)));
        for (var (step, steps) = (1, 0); steps < 200 && !sweeps.IsCompleted; step = -step, steps++)
        {
            _portal.Clock.SetBy(TimeSpan.FromSeconds(step));
            await Task.Yield();
        }

        await sweeps;
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));
        await _portal.RemindAndSendAsync();

        Assert.Equal(45, await _portal.WithDbAsync(db => db.Reminders.CountAsync()));
        foreach (var member in members)
            Assert.NotNull(Assert.Single(await _portal.RemindersToAsync(member)).SentAt);
    }

    [Fact]
    public async Task Set_back_the_nightly_jobs_do_not_wait_until_it_is_as_late_again()
    {
        var proof = Schedule.Jobs.Single(job => job.Job == typeof(ProveBooks));
        _portal.Clock.SetBy(TimeSpan.FromDays(40));
        var run = await _portal.Services.GetRequiredService<JobRunner>().RunAsync(proof, default);
        Assert.False(proof.IsDue(run, Calendar));

        _portal.Clock.SetBy(TimeSpan.FromDays(-40));

        Assert.True(proof.IsDue(run, Calendar));
    }

    [Fact]
    public void Set_back_the_scheduler_does_not_notice()
    {
        var steady = new SteadyClock(_portal.Clock);
        var before = steady.GetUtcNow();

        _portal.Clock.SetBy(TimeSpan.FromHours(-1));
        _portal.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(before.AddSeconds(5), steady.GetUtcNow());
    }

    [Fact]
    public async Task The_schedulers_clock_is_nobody_elses()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_portal.Clock);
        services.AddSchedule(Schedule.Jobs, _portal.Clock, runs: true);
        await using var provider = services.BuildServiceProvider();

        Assert.Same(_portal.Clock, provider.GetRequiredService<TimeProvider>());
    }

    private BillingCalendar Calendar => _portal.Services.GetRequiredService<BillingCalendar>();
}
