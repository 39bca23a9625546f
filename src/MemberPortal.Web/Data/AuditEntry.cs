namespace MemberPortal.Web.Data;

/// <summary>What staff may change; the words for it are the resource named after it.</summary>
internal enum AuditAct
{
    PaymentMethodRemoved,
    InvoiceCreated,
    InvoiceChanged,
    InvoiceSent,
    InvoiceDiscarded,
    PaymentRecorded,
    PaymentReversed,
    ProductAssigned,
    ReceiptShown,
    RemindersPaused,
    MailSentAgain,
    SettingChanged,
    JobRun,
    FailureSetAside,
}

/// <summary>
/// A change that a person on the staff made: who, when, what and why. Only ever added to (the database refuses the rest).
/// What happens to an invoice also stands in its own log, which the member sees.
/// </summary>
internal sealed class AuditEntry
{
    public int Id { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The name of the account, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>Null for the machine.</summary>
    public required int? AccountId { get; init; }

    public required AuditAct What { get; init; }
    public int? MemberId { get; init; }
    public int? InvoiceId { get; init; }

    /// <summary>What exactly, in identifiers and plain values: "R2026-00042", "Visa 4242".</summary>
    public string? Detail { get; init; }

    public string? Comment { get; init; }
}
