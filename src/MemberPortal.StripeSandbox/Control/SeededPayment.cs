namespace MemberPortal.StripeSandbox.Control;

/// <summary>A card payment of the past, as the demo needs it for its history.</summary>
internal sealed record SeededPayment
{
    /// <summary>Unix seconds.</summary>
    public required long Created { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>Rows with the same address share one customer; without one there is no customer.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    /// <summary>visa, mastercard or amex.</summary>
    public string Brand { get; init; } = "visa";

    public string Last4 { get; init; } = "4242";
    public string? Description { get; init; }
    public string? ClientReferenceId { get; init; }

    /// <summary>Of the payment and of its session.</summary>
    public Dictionary<string, string> Metadata { get; init; } = [];
}
