namespace MemberPortal.Billing;

/// <summary>Value added tax. All prices include it (3-money.md).</summary>
public static class Vat
{
    private const int Whole = 10_000;

    /// <summary>
    /// The tax contained in one line's <paramref name="grossMinor"/> (minor units), half away from zero;
    /// 25 % is 2500 basis points. Refuses a negative rate.
    /// </summary>
    public static long IncludedIn(long grossMinor, int rateBasisPoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rateBasisPoints);

        return Rounding.HalfAwayFromZero((Int128)grossMinor * rateBasisPoints, (Int128)Whole + rateBasisPoints);
    }
}
