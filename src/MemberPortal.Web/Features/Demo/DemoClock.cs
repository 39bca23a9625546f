namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// The demo's clock: the machine's, some time ahead. It moves forward only (<see cref="MoveDemoClock"/>), and the provider's
/// stand-in goes by it as well. Timers run in the machine's time: a pause of five seconds stays one.
/// </summary>
internal sealed class DemoClock(TimeProvider machine, TimeSpan ahead) : TimeProvider
{
    /// <summary>The setting that keeps how far it is ahead, in the demo's database.</summary>
    public const string Setting = "Demo:ClockAhead";

    private long _ahead = ahead.Ticks;

    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Ahead;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Nothing happens where it is as far ahead already.</summary>
    public void BeAhead(TimeSpan ahead)
    {
        var was = Ahead.Ticks;
        while (ahead.Ticks > was)
        {
            var found = Interlocked.CompareExchange(ref _ahead, ahead.Ticks, was);
            if (found == was)
                return;

            was = found;
        }
    }

    public void MoveTo(DateTime instant) => BeAhead(instant - machine.GetUtcNow().UtcDateTime);
}
