namespace MemberPortal.Web.Data;

internal enum AttemptState
{
    Pending,
    Succeeded,
    Failed,
    Expired,
}

/// <summary>How an attempt takes the money.</summary>
internal enum AttemptWay
{
    /// <summary>On the provider's page, by whatever the payer chooses there.</summary>
    Page,

    /// <summary>From the method on file, with the member present.</summary>
    SavedMethod,
}

/// <summary>
/// One try at charging one or several invoices of a member, written before the provider is called (3-money.md, "Charging,
/// without ever charging twice"). Its id is the idempotency key; an invoice is in one pending attempt at most, by a unique
/// index over its claims.
/// </summary>
internal sealed class ChargeAttempt
{
    public required string Id { get; init; }

    /// <summary>Whose invoices these are; who pays may be somebody else, by a pay link.</summary>
    public required int MemberId { get; init; }

    public required AttemptWay Way { get; init; }
    public List<AttemptClaim> Claims { get; } = [];
    public required string Currency { get; init; }

    /// <summary>Minor units that the provider is asked to charge: the sum of the claims.</summary>
    public required long Amount { get; init; }

    /// <summary>Of whoever pays: the language of the provider's page.</summary>
    public required string Language { get; init; }

    public required DateTime StartedAt { get; init; }
    public AttemptState State { get; set; }

    /// <summary>Null: the member pays, signed in.</summary>
    public int? PayLinkId { get; init; }

    /// <summary>Where a payer by link wants the receipt; the member has one of their own.</summary>
    public string? ReceiptTo { get; init; }

    /// <summary>The payer ticked "keep this card": it becomes the member's method once it has paid.</summary>
    public bool KeepsMethod { get; init; }

    /// <summary>The provider's id of the method on file that is charged.</summary>
    public string? ProviderMethodId { get; init; }

    /// <summary>Of a payment page; null until the provider has answered.</summary>
    public string? CheckoutId { get; set; }

    /// <summary>The provider's payment; null until it is known.</summary>
    public string? PaymentIntentId { get; set; }

    /// <summary>Told to the provider when the page is opened, and the end of waiting for the bank's confirmation; whole seconds.</summary>
    public required DateTime PageExpiresAt { get; init; }

    /// <summary>When the provider was last asked by the job that recovers attempts.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>Since when the provider has the charge under way.</summary>
    public DateTime? ProcessingSince { get; set; }

    /// <summary>The day on which the provider expects a slow debit to be taken.</summary>
    public DateOnly? ExpectedOn { get; set; }

    /// <summary>The decline code of the last card that was tried.</summary>
    public string? DeclineCode { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>Whether the provider has named what there is to ask about.</summary>
    public bool IsKnownToProvider => CheckoutId is not null || PaymentIntentId is not null;

    public static string NewId() => $"att_{Guid.NewGuid():N}";
}

/// <summary>What an attempt is to pay of one invoice.</summary>
internal sealed class AttemptClaim
{
    public string AttemptId { get; init; } = "";
    public required int InvoiceId { get; init; }

    /// <summary>In the order in which the payer sees them.</summary>
    public required int Position { get; init; }

    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>When the attempt was over, and the invoice free for another.</summary>
    public DateTime? ReleasedAt { get; set; }
}
