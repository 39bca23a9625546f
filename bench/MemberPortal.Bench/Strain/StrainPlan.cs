namespace MemberPortal.Bench.Strain;

/// <summary>How much the portal has to bear.</summary>
/// <param name="Invoices">In the database.</param>
/// <param name="Rounds">Of the home page idle and during the flood.</param>
/// <param name="Round">How long each lasts.</param>
/// <param name="Receipts">That each of the writers records.</param>
/// <param name="Requests">After which the memory is read, and the soak begins.</param>
/// <param name="Soak">How long the home page is asked for without a pause.</param>
internal sealed record StrainPlan(int Invoices, int Rounds, TimeSpan Round, int Receipts, int Requests, TimeSpan Soak)
{
    public static readonly StrainPlan Long = new(20_000, 5, TimeSpan.FromSeconds(6), 200, 100_000, TimeSpan.FromMinutes(10));
    public static readonly StrainPlan Short = new(4_000, 3, TimeSpan.FromSeconds(2), 50, 5_000, TimeSpan.FromSeconds(10));
}
