namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// What happens in the demo, told in any order and played in the order of time, so that numbers rise with the days.
/// What lies after <paramref name="now"/> has not happened.
/// </summary>
internal sealed class DemoTimeline(DateTime now)
{
    private readonly List<(DateTime At, Action Happen)> _happenings = [];

    public void At(DateTime instant, Action happen)
    {
        if (instant <= now)
            _happenings.Add((instant, happen));
    }

    public void Play()
    {
        foreach (var (_, happen) in _happenings.OrderBy(h => h.At))
            happen();
    }
}
