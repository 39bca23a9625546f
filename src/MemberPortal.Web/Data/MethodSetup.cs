namespace MemberPortal.Web.Data;

/// <summary>
/// One try at putting a payment method on file, on the provider's page: written before the provider is called, its id is
/// the idempotency key. A member has one pending try at most, by a unique index.
/// </summary>
internal sealed class MethodSetup
{
    public required string Id { get; init; }
    public required int MemberId { get; init; }

    /// <summary>Of the provider's page.</summary>
    public required string Language { get; init; }

    public required DateTime StartedAt { get; init; }
    public AttemptState State { get; set; }

    /// <summary>Null until the provider has answered.</summary>
    public string? CheckoutId { get; set; }

    /// <summary>Told to the provider when the page is opened; whole seconds.</summary>
    public required DateTime PageExpiresAt { get; init; }

    public DateTime? AskedAt { get; set; }

    /// <summary>The decline code of the last card that was tried.</summary>
    public string? DeclineCode { get; set; }

    public DateTime? FinishedAt { get; set; }

    public static string NewId() => $"set_{Guid.NewGuid():N}";
}

/// <summary>
/// A method that is no longer on file and has to be detached at the provider: written in the transaction that replaced or
/// removed it, so that a crash forgets none.
/// </summary>
internal sealed class RetiredMethod
{
    /// <summary>The provider's id of it.</summary>
    public required string ProviderMethodId { get; init; }

    public required int MemberId { get; init; }
    public required DateTime RetiredAt { get; init; }
    public required DateTime NextTryAt { get; set; }
    public int Tries { get; set; }
    public DateTime? DetachedAt { get; set; }
}
