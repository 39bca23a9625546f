namespace MemberPortal.Bench.NightShift;

/// <summary>How much is measured of what runs by itself.</summary>
/// <param name="Invoices">In the database that is searched for late ones.</param>
/// <param name="Mails">Written and sent in each round.</param>
/// <param name="Rounds">Of ours and the bare client's in turns.</param>
internal sealed record NightPlan(int Invoices, int Mails, int Rounds)
{
    public static readonly NightPlan Long = new(1_000_000, 20_000, 5);
    public static readonly NightPlan Short = new(100_000, 1_000, 3);
}
