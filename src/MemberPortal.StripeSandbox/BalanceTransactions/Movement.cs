namespace MemberPortal.StripeSandbox.BalanceTransactions;

/// <param name="Type">charge, refund, payout and so on.</param>
/// <param name="Category">The reporting_category.</param>
/// <param name="Source">The id of the object behind it.</param>
/// <param name="Amount">Gross, in minor units; negative takes from the balance.</param>
/// <param name="Currency">Lower case.</param>
internal sealed record Movement(string Type, string Category, string Source, long Amount, string Currency)
{
    public long Fee { get; init; }
    public string? Description { get; init; }

    /// <summary>Unix seconds; null for now.</summary>
    public long? Created { get; init; }

    /// <summary>Unix seconds; null for at once.</summary>
    public long? AvailableOn { get; init; }
}
