namespace MemberPortal.Browser.Tests.Support;

/// <summary>
/// The zone in which it is between ten and eleven in the morning, wherever and whenever the tests run: hours that are quiet
/// or decent are so in every run.
/// </summary>
internal static class TenOClock
{
    /// <summary>One of the zones of whole hours, whose names count to the west: "Etc/GMT-1" is an hour ahead.</summary>
    public static string Zone(DateTime utc)
    {
        var ahead = 10 - utc.Hour;
        return $"Etc/GMT{(ahead < -12 ? -ahead - 24 : -ahead):+0;-0;+0}";
    }
}
