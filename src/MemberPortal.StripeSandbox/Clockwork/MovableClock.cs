namespace MemberPortal.StripeSandbox.Clockwork;

/// <summary>
/// Another clock, set forward on demand. For the sandbox alone, whose callers cannot wait for days; a portal that has it in
/// its process brings the clock that both go by.
/// </summary>
internal sealed class MovableClock(TimeProvider clock) : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
