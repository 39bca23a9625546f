namespace MemberPortal.Web.Organisation;

/// <summary>
/// The time of the machine, which the demo's clock does not move: how long somebody has been sitting at a browser, and how
/// often they tried. Everything else takes the <see cref="TimeProvider"/>.
/// </summary>
internal sealed record MachineClock(TimeProvider Time)
{
    /// <summary>UTC.</summary>
    public DateTime Now => Time.GetUtcNow().UtcDateTime;
}
