namespace MemberPortal.Web.Tests.Support;

/// <summary>
/// A clock that stands still until it is moved, and then fires every timer on its way in the order they are due.
/// Whoever must not move it before somebody waits on it asks <see cref="WaitedOnAsync"/> first.
/// </summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private TaskCompletionSource _changed = NewSignal();
    private DateTimeOffset _now = start.ToUniversalTime();
    private TimeSpan _setBy;

    public TestClock()
        : this(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now + _setBy;
    }

    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.UtcTicks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time) => MoveTo(GetUtcNow() + time);

    /// <summary>Forward only. Timers see the very instant at which they are due.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, GetUtcNow());
        FireUntil(instant - _setBy);
    }

    /// <summary>Sets it forward or back, as an operator or a time server does: timers and stopwatches go on as before.</summary>
    public void SetBy(TimeSpan difference)
    {
        lock (_lock)
            _setBy += difference;
    }

    /// <summary>
    /// Completes as soon as a timer is due within <paramref name="time"/>, with the time until then: code that runs
    /// beside the test has come to its wait. Fails after half a minute of real time.
    /// </summary>
    public async Task<TimeSpan> WaitedOnAsync(TimeSpan time)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var left = _timers.Count == 0 ? TimeSpan.MaxValue : _timers.Min(timer => timer.DueAt) - _now;
                if (left <= time)
                    return left;

                changed = _changed.Task;
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void FireUntil(DateTimeOffset instant)
    {
        while (NextDueBy(instant) is { } timer)
            timer.Fire();
    }

    private TestTimer? NextDueBy(DateTimeOffset instant)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.DueAt <= instant).MinBy(timer => timer.DueAt);
            var now = next?.DueAt ?? instant;
            _now = now > _now ? now : _now;
            next?.Rearm();
            return next;
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        public DateTimeOffset DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed)
                    return false;

                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime;
                    clock._timers.Add(this);
                }

                clock._changed.SetResult();
                clock._changed = NewSignal();
            }

            if (dueTime == TimeSpan.Zero)
                ThreadPool.QueueUserWorkItem(_ => clock.FireUntil(clock._now));

            return true;
        }

        /// <summary>Called with the lock held, before the timer fires.</summary>
        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                DueAt += _period;
            else
                clock._timers.Remove(this);
        }

        /// <summary>Called without the lock: the callback may well ask the time or set a timer.</summary>
        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
