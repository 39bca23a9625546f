namespace MemberPortal.Web.Jobs;

/// <summary>Whether the schedule of this process still comes round, also while another process holds the lease.</summary>
/// <param name="clock">Of the portal.</param>
/// <param name="runs">False where this process has no schedule, and so none that could stop.</param>
internal sealed class SchedulePulse(TimeProvider clock, bool runs)
{
    /// <summary>Several turns of the most frequent job.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private long _lastBeat = clock.GetTimestamp();

    public bool IsAlive => !runs || clock.GetElapsedTime(Volatile.Read(ref _lastBeat)) < Longest;

    public void Beat() => Volatile.Write(ref _lastBeat, clock.GetTimestamp());
}
