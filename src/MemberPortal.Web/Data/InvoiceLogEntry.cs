namespace MemberPortal.Web.Data;

internal enum InvoiceHappening
{
    Created,
    Changed,
    Sent,
    IssuedUnsent,
    DueDateMoved,
    PaymentReceived,
    PaymentReversed,
    PaymentDeclined,
    PaidFromBalance,
    Refunded,
    Voided,
    Reminded,
    TransferReported,
    RemindersPaused,
    GivenUp,
}

/// <summary>What happened to an invoice, by whom and when. Only ever added to (the database refuses the rest).</summary>
internal sealed class InvoiceLogEntry
{
    public int Id { get; init; }
    public required int InvoiceId { get; init; }
    public required DateTime At { get; init; }
    public required InvoiceHappening What { get; init; }

    /// <summary>"machine", "provider", or the name of the account that did it.</summary>
    public required string By { get; init; }

    /// <summary>Minor units of the invoice's currency.</summary>
    public long? Amount { get; init; }

    public string? Comment { get; init; }
}
