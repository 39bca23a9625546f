namespace MemberPortal.Web.Data;

internal enum AttemptState
{
    Pending,
    Succeeded,
    Failed,
    Expired,
}

/// <summary>
/// One try at charging an invoice, written before the provider is called (3-money.md, "Charging, without ever charging
/// twice"). Its id is the idempotency key; an invoice has one pending attempt at most, by a unique index.
/// </summary>
internal sealed class ChargeAttempt
{
    public required string Id { get; init; }
    public required int InvoiceId { get; init; }
    public required string Currency { get; init; }

    /// <summary>Minor units that the provider is asked to charge.</summary>
    public required long Amount { get; init; }

    /// <summary>Of whoever pays: the language of the provider's page.</summary>
    public required string Language { get; init; }

    public required DateTime StartedAt { get; init; }
    public AttemptState State { get; set; }

    /// <summary>Null until the provider has answered.</summary>
    public string? CheckoutId { get; set; }

    /// <summary>Told to the provider when the page is opened; whole seconds.</summary>
    public required DateTime PageExpiresAt { get; init; }

    /// <summary>When the provider was last asked by the job that recovers attempts.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>The decline code of the last card that was tried.</summary>
    public string? DeclineCode { get; set; }

    public DateTime? FinishedAt { get; set; }

    public static string NewId() => $"att_{Guid.NewGuid():N}";
}
