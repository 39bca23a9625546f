using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Jobs;

/// <summary>What is written down of a run, and of what it could not do.</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private readonly Portal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_run_says_when_it_was_and_what_it_did()
    {
        await DraftsAsync(2);

        var run = await RunAsync<IssueDueDrafts>();

        var row = Assert.Single(await RunsAsync());
        Assert.Equal((nameof(IssueDueDrafts), RunOutcome.Succeeded, 2, 0), (row.Job, row.Outcome, row.Done, row.Failed));
        Assert.Equal((run.StartedAt, run.FinishedAt), (row.StartedAt, row.FinishedAt));
    }

    [Fact]
    public async Task Runs_that_do_nothing_share_one_row_and_one_that_did_something_keeps_its_own()
    {
        for (var i = 0; i < 5; i++)
        {
            await RunAsync<IssueDueDrafts>();
            _portal.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await DraftsAsync(1);
        await RunAsync<IssueDueDrafts>();

        var runs = await RunsAsync();
        Assert.Equal([0, 1], runs.Select(run => run.Done));
        Assert.Equal(new DateTime(2026, 3, 2, 9, 8, 0, DateTimeKind.Utc), runs[0].StartedAt);
    }

    [Fact]
    public async Task An_item_that_fails_is_kept_without_names_and_resolves_itself_when_it_succeeds()
    {
        var draft = (await DraftsAsync(2))[0];
        await BreakAsync(draft);

        Assert.Equal((RunOutcome.PartlyFailed, 1, 1), Outcome(await RunAsync<IssueDueDrafts>()));
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((RunOutcome.PartlyFailed, 0, 1), Outcome(await RunAsync<IssueDueDrafts>()));

        var item = Assert.Single(await FailuresAsync());
        Assert.Equal((nameof(IssueDueDrafts), nameof(IssueInvoice), $"{draft.Id}", 2), (item.Job, item.UseCase, item.Item, item.Tries));
        Assert.Equal(TimeSpan.FromMinutes(5), item.LastAt - item.FirstAt);
        Assert.DoesNotContain(" ", item.Reason, StringComparison.Ordinal);
        Assert.Null(item.ResolvedAt);

        await MendAsync();
        Assert.Equal((RunOutcome.Succeeded, 1, 0), Outcome(await RunAsync<IssueDueDrafts>()));
        Assert.Equal(_portal.Clock.GetUtcNow().UtcDateTime, Assert.Single(await FailuresAsync()).ResolvedAt);
    }

    [Fact]
    public async Task An_event_that_failed_can_be_tried_again_alone_before_its_turn()
    {
        await _portal.WithDbAsync(async db =>
        {
            var later = _portal.Clock.GetUtcNow().UtcDateTime.AddHours(1);
            db.StripeInbox.Add(new StripeEvent { Id = "evt_late", Type = "nobody.listens", ObjectId = "", ReceivedAt = later, NextTryAt = later });
            await db.SaveChangesAsync();
        });

        Assert.Equal(0, (await RunAsync<HandleStripeEvents>()).Done);
        var run = await Runner.RetryAsync(JobOf<HandleStripeEvents>(), "evt_late", default);

        Assert.Equal(1, run.Done);
        Assert.Equal(EventOutcome.Ignored, await _portal.WithDbAsync(db => db.StripeInbox.Select(e => e.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task A_job_that_breaks_off_is_written_down_with_the_type_of_its_failure()
    {
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ThrottledTries\" RENAME TO \"Gone\""));

        var run = await RunAsync<TidySignIns>();

        Assert.Equal((RunOutcome.Failed, "SqliteException"), (run.Outcome, run.Error));
        Assert.Equal(RunOutcome.Failed, Assert.Single(await RunsAsync()).Outcome);
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_no_row_and_is_due_again()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await DraftsAsync(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner.RunAsync(JobOf<IssueDueDrafts>(), stop.Token));

        Assert.Empty(await RunsAsync());
    }

    [Fact, Trait("Fault", "F43")]
    public async Task One_process_holds_the_schedule_and_the_next_takes_over_when_it_is_gone()
    {
        var file = _portal.Services.GetRequiredService<PortalFile>();
        var first = new ScheduleLease(file);
        using var second = new ScheduleLease(file);
        await Task.CompletedTask;

        Assert.True(first.IsOurs());
        Assert.False(second.IsOurs());
        Assert.True(first.IsOurs());
        first.Dispose();
        Assert.True(second.IsOurs());
    }

    private JobRunner Runner => _portal.Services.GetRequiredService<JobRunner>();

    private static (RunOutcome, int, int) Outcome(JobRun run) => (run.Outcome, run.Done, run.Failed);

    private static ScheduledJob JobOf<TJob>() => Schedule.Jobs.Single(job => job.Job == typeof(TJob));

    private Task<JobRun> RunAsync<TJob>() => Runner.RunAsync(JobOf<TJob>(), default);

    private Task<List<JobRun>> RunsAsync() => _portal.WithDbAsync(db => db.JobRuns.AsNoTracking().OrderBy(run => run.Id).ToListAsync());

    private Task<List<FailedItem>> FailuresAsync() => _portal.WithDbAsync(db => db.FailedItems.AsNoTracking().ToListAsync());

    private async Task<List<Invoice>> DraftsAsync(int count)
    {
        var drafts = new List<Invoice>();
        for (var i = 0; i < count; i++)
            drafts.Add(await _portal.AddDraftAsync(await _portal.AddMemberAsync()));

        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        return drafts;
    }

    /// <summary>The database refuses this one.</summary>
    private Task<int> BreakAsync(Invoice draft)
    {
#pragma warning disable EF1002 // an id of ours
        return _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            $"CREATE TRIGGER broken BEFORE UPDATE ON \"Invoices\" WHEN NEW.\"Id\" = {draft.Id} BEGIN SELECT RAISE(ABORT, 'Kari Nordmann'); END"));
#pragma warning restore EF1002
    }

    private Task<int> MendAsync() => _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken"));
}
