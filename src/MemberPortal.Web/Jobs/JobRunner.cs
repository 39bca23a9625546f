using System.Collections.Concurrent;
using System.Diagnostics;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Jobs;

/// <summary>
/// Runs a job in a scope of its own, and writes down how it ended: for the schedule, for an administrator who asks for it
/// now, and for the demo's clock. A failure is logged and kept; the next run tries again.
/// </summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<JobRunner> log)
{
    /// <summary>A job of every few seconds that finds nothing to do is written down once in this time.</summary>
    private static readonly TimeSpan PauseBetweenIdleNotes = TimeSpan.FromMinutes(1);

    /// <summary>Or once in this time of the demo's clock, when that is moved.</summary>
    private static readonly TimeSpan LeapBetweenIdleNotes = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (long Stamp, DateTime At)> _idleSince = new();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="OperationCanceledException">The run was stopped; it is not written down and will be due again.</exception>
    public Task<JobRun> RunAsync(ScheduledJob job, CancellationToken cancellationToken) =>
        RunAsync(job, ours => ours.RunAsync(cancellationToken), cancellationToken);

    /// <summary>One item that failed, where the job can do one alone; else the whole job, which finds it.</summary>
    /// <inheritdoc cref="RunAsync(ScheduledJob, CancellationToken)"/>
    public Task<JobRun> RetryAsync(ScheduledJob job, string item, CancellationToken cancellationToken) => RunAsync(
        job,
        ours => ours is IRetriesItems retries ? retries.RetryAsync(item, cancellationToken) : ours.RunAsync(cancellationToken),
        cancellationToken);

    private async Task<JobRun> RunAsync(ScheduledJob job, Func<IJob, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var tally = scope.ServiceProvider.GetRequiredService<RunTally>();
        tally.Job = job.Name;
        using var activity = JobTelemetry.Source.StartActivity(job.Name);
        using var about = log.BeginScope(new Dictionary<string, object>
        {
            ["Job"] = job.Name,
            ["CorrelationId"] = activity?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString(),
        });

        var (startedAt, error) = (Now, (string?)null);
        try
        {
            await work((IJob)scope.ServiceProvider.GetRequiredService(job.Job));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            error = failure.GetType().Name;
            log.LogError(failure, "{Job} failed", job.Name);
        }

        var run = new JobRun
        {
            Job = job.Name,
            StartedAt = startedAt,
            FinishedAt = Now,
            Outcome = error is not null ? RunOutcome.Failed : tally.Failed > 0 ? RunOutcome.PartlyFailed : RunOutcome.Succeeded,
            Done = tally.Done,
            Failed = tally.Failed,
            Error = error,
        };
        JobTelemetry.Count(run);
        activity?.SetStatus(run.Outcome == RunOutcome.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        if (IsWorthNoting(job, run))
            await NoteAsync(run);

        return run;
    }

    private bool IsWorthNoting(ScheduledJob job, JobRun run)
    {
        if (job.Interval is null || run is not { Outcome: RunOutcome.Succeeded, Done: 0 })
        {
            _idleSince.TryRemove(job.Name, out _);
            return true;
        }

        if (_idleSince.TryGetValue(job.Name, out var noted)
            && clock.GetElapsedTime(noted.Stamp) < PauseBetweenIdleNotes
            && run.StartedAt - noted.At < LeapBetweenIdleNotes)
        {
            return false;
        }

        _idleSince[job.Name] = (clock.GetTimestamp(), run.StartedAt);
        return true;
    }

    /// <summary>Cannot be cancelled: the run has ended. A database that is busy costs the note and nothing else.</summary>
    private async Task NoteAsync(JobRun run)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<JobRuns>().NoteAsync(run, CancellationToken.None);
        }
        catch (Exception failure) when (StorageUnavailableException.From(failure) is not null)
        {
            log.LogWarning("The run of {Job} could not be written down: {Reason}", run.Job, failure.GetType().Name);
        }
    }
}
