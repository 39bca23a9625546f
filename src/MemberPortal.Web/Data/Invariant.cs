namespace MemberPortal.Web.Data;

/// <summary>
/// What must hold of the books at every moment (5-quality.md, Invariants). The words for each are the resource named after
/// it; all but the last two are queries over the database: <see cref="Invariants"/>.
/// </summary>
internal enum Invariant
{
    FileIsSound,
    RowsHaveTheirParents,
    GuardsStand,
    EntriesBalance,
    BalancesEqualPostings,
    TopUpsAreOnTheBalance,
    InvoicesEqualPostings,
    LinesAreSettledInBounds,
    ExcessIsHeld,
    TotalsEqualLines,

    /// <summary>What is refunded in part is left out: it is proved with the refund.</summary>
    RevenueAndTaxEqualLines,

    /// <summary>What names an invoice is of its member, and a posting in its currency.</summary>
    BookingsFollowTheirInvoices,
    ReceivedEqualsPayments,

    /// <summary>And so is what takes a payment back: with its amount and currency, on the account that its way of coming in says.</summary>
    PaymentsAreBookedOnce,

    /// <summary>Per member and currency.</summary>
    UnallocatedEqualsPayments,
    RefundsEqualPostings,
    RefundsAreWithinReceived,
    NothingIsBelowNothing,
    NumbersHaveNoGaps,
    OneAttemptAtATime,
    ClaimsFollowTheirAttempts,
    AttemptsEqualClaims,

    /// <summary>Money of an attempt that succeeded before is its second payment, which no attempt names.</summary>
    ChargesArePayments,
    ProcessingFollowsAttempts,
    AttemptsComeToAnEnd,
    MailsAreQueuedOnce,
    MailsLeave,

    /// <summary>What has succeeded at the provider is booked, with its amount.</summary>
    ProviderPaymentsAreBooked,

    /// <summary>What is booked as the provider's has succeeded there.</summary>
    BookedPaymentsAreAtProvider,
}

/// <summary>What a difference is about, and so what its <see cref="Difference.SubjectId"/> is.</summary>
internal enum DifferenceSubject
{
    /// <summary>Nothing that has a page of its own.</summary>
    Other,

    /// <summary>By id.</summary>
    Invoice,

    /// <summary>By number.</summary>
    Member,

    /// <summary>Of the outbox, by id.</summary>
    Mail,

    /// <summary>By the provider's id.</summary>
    ProviderPayment,
}

/// <summary>Where an invariant does not hold, in identifiers and plain values; people's names stay out of it.</summary>
internal sealed record Difference
{
    public required Invariant Invariant { get; init; }
    public required DifferenceSubject Subject { get; init; }
    public string? SubjectId { get; init; }

    /// <summary>What people call it: "2026-00042", a key, a table.</summary>
    public required string About { get; init; }

    /// <summary>Null: the two are counts.</summary>
    public string? Currency { get; init; }

    /// <summary>Minor units, or a count; null for nothing at all.</summary>
    public long? Expected { get; init; }

    public long? Found { get; init; }
}
