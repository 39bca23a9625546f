namespace MemberPortal.Web.Tests.Support;

public sealed class TestClockTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Timers_fire_in_the_order_they_are_due_and_see_their_own_instant()
    {
        var start = _clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 2);
        using var early = Timer("early", 1);
        using var never = Timer("never", 4);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(2))], fired);
        Assert.Equal(start.AddSeconds(3), _clock.GetUtcNow());

        ITimer Timer(string name, int seconds) => _clock.CreateTimer(
            _ => fired.Add((name, _clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(3, fired);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_has_moved_that_far()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);

        Assert.Equal(TimeSpan.FromMinutes(5), await _clock.WaitedOnAsync(TimeSpan.FromMinutes(5)));
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(delay.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_timer_due_at_once_fires_without_the_clock_moving()
    {
        var fired = new TaskCompletionSource();

        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Elapsed_time_is_the_time_moved()
    {
        var before = _clock.GetTimestamp();

        _clock.MoveTo(_clock.GetUtcNow().AddHours(30));

        Assert.Equal(TimeSpan.FromHours(30), _clock.GetElapsedTime(before));
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
    }
}
