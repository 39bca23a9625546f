namespace MemberPortal.Web.Stripe.Wire;

/// <summary>Instants go over the wire as whole seconds since 1970.</summary>
internal static class UnixTime
{
    public static DateTime ToUtc(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);

    /// <summary>Takes UTC, whatever the kind says: what is read from a database may have lost it.</summary>
    public static long FromUtc(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
}
