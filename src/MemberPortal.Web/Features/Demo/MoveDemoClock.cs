using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// Moves the demo's clock and lets happen on the way what falls due, hour by hour in the order of time: first what the
/// provider and the banks do, then each job whose turn it is. A reminder of day 3 so leaves before that of day 10. Each
/// step is kept, and whatever the last one was, the next move goes on from there.
/// </summary>
internal sealed class MoveDemoClock(
    DemoClock clock,
    RunningSandbox provider,
    IReadOnlyList<ScheduledJob> jobs,
    JobRunner runner,
    BillingCalendar calendar,
    IServiceScopeFactory scopes) : IDisposable
{
    public const int MostDays = 366;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="until">UTC.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    public async Task<MoveOutcome> RunAsync(DateTime until, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
            return new MoveOutcome.MovesAlready();

        try
        {
            var from = calendar.Now;
            if (until <= from)
                return new MoveOutcome.NotForward();
            if (until > from.AddDays(MostDays))
                return new MoveOutcome.TooFar();

            return new MoveOutcome.Moved(await MoveAsync(from, until, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<WorkDone>> MoveAsync(DateTime from, DateTime until, CancellationToken cancellationToken)
    {
        var done = new Dictionary<string, int>();
        var before = from;
        foreach (var moment in MomentsOf(from, until))
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.MoveTo(moment);
            await KeepAsync(cancellationToken);
            await provider.DeliverDueAsync(cancellationToken);
            foreach (var job in jobs.Where(job => IsTurnOf(job, before, moment)))
            {
                var run = await runner.RunAsync(job, cancellationToken);
                done[job.Name] = done.GetValueOrDefault(job.Name) + run.Done;
            }

            before = moment;
        }

        return [.. jobs.Select(job => new WorkDone(job.Name, done.GetValueOrDefault(job.Name))).Where(work => work.Items > 0)];
    }

    /// <summary>Each full hour, each turn of a job of once a day, and the end.</summary>
    private SortedSet<DateTime> MomentsOf(DateTime from, DateTime until)
    {
        var moments = new SortedSet<DateTime> { until };
        var hour = TimeSpan.FromHours(1);
        for (var full = new DateTime(from.Ticks / hour.Ticks * hour.Ticks, DateTimeKind.Utc) + hour; full < until; full += hour)
            moments.Add(full);

        foreach (var job in jobs.Where(job => job.At is not null))
        {
            for (var turn = job.NextAfter(from, calendar); turn < until; turn = job.NextAfter(turn, calendar))
                moments.Add(turn);
        }

        return moments;
    }

    private bool IsTurnOf(ScheduledJob job, DateTime before, DateTime moment) =>
        job.At is null ? job.IsDue(last: null, calendar) : job.NextAfter(before, calendar) <= moment;

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.WriteAsync(
            async () =>
            {
                var (ahead, now) = (clock.Ahead.ToString("c"), calendar.Now);
                if (await db.Settings.SingleOrDefaultAsync(s => s.Key == DemoClock.Setting, cancellationToken) is { } kept)
                    (kept.Value, kept.ChangedAt) = (ahead, now);
                else
                    db.Settings.Add(new Setting { Key = DemoClock.Setting, Value = ahead, ChangedAt = now });
            },
            cancellationToken);
    }
}

internal abstract record MoveOutcome
{
    internal sealed record Moved(IReadOnlyList<WorkDone> Meanwhile) : MoveOutcome;

    internal sealed record NotForward : MoveOutcome;

    internal sealed record TooFar : MoveOutcome;

    internal sealed record MovesAlready : MoveOutcome;
}

/// <summary>How many items a job did on the way.</summary>
internal sealed record WorkDone(string Job, int Items);
