namespace MemberPortal.Billing;

/// <summary>The one rounding of the books: half away from zero, in whole numbers (3-money.md).</summary>
internal static class Rounding
{
    /// <summary>The quotient as a whole number of minor units. The denominator is positive.</summary>
    public static long HalfAwayFromZero(Int128 numerator, Int128 denominator)
    {
        var (quotient, remainder) = Int128.DivRem(numerator, denominator);
        if (Int128.Abs(remainder) * 2 >= denominator)
            quotient += Int128.Sign(numerator);

        return checked((long)quotient);
    }
}
