namespace MemberPortal.Billing.Invoices;

/// <summary>
/// All that an invoice's status depends on (2-statuses.md, Invoice): business dates, UTC instants, minor units of the
/// invoice's currency. A query builds it with an object initializer, so that SQL can filter on its members.
/// </summary>
public sealed record InvoiceFacts
{
    /// <summary>Days to pay again what turned out not to be paid.</summary>
    public const int DaysAfterReversal = 14;

    public required DateOnly? IssuedOn { get; init; }

    /// <summary>The last day in time; none: payable and never late.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>Also the day on which a draft was discarded.</summary>
    public required DateOnly? VoidedOn { get; init; }

    public required DateOnly? UncollectibleOn { get; init; }

    public required DateOnly? RefundedOutsideOn { get; init; }

    public required long Total { get; init; }

    /// <summary>All that came in for it, less what was reversed, moved away or sent back as excess.</summary>
    public required long Received { get; init; }

    /// <summary>What was sent back of the money that settled it.</summary>
    public required long Refunded { get; init; }

    public DateTime? DisputedAt { get; init; }

    public DateTime? ActionRequiredAt { get; init; }

    public DateTime? ProcessingSince { get; init; }

    public DateTime? RefundStartedAt { get; init; }

    /// <summary>Since when the act is not confirmed.</summary>
    public DateTime? ActAwaitedSince { get; init; }

    public DateTime? PaidFromBalanceAt { get; init; }

    /// <summary>What it still asks for; 0 for a draft and for what is settled, void or refunded.</summary>
    public long LeftToPay => AsksForMoney ? Total - Received : 0;

    /// <summary>The excess held on it until a seller moves it.</summary>
    public long Held => Math.Max(0, Received - Total);

    /// <summary>
    /// The due date once money that had settled it was taken back on <paramref name="today"/>: so many days more, and never
    /// earlier than it was (2-statuses.md, Invoice). None stays none.
    /// </summary>
    public DateOnly? DueAgainOn(DateOnly today) => DueOn is { } due && today.AddDays(DaysAfterReversal) is var again && due < again ? again : DueOn;

    /// <summary>
    /// The status on <paramref name="today"/>, a business date. The first row that fits decides:
    /// <code>
    /// voided  issued  refunded outside  received     refunded      given up  day             status
    /// yes     -       -                 -            -             -         -               Void
    /// no      no      -                 -            -             -         -               Draft
    /// no      yes     yes               -            -             -         -               Refunded
    /// no      yes     no                total, more  total, not 0  -         -               Refunded
    /// no      yes     no                total, more  less          -         -               Paid
    /// no      yes     no                less         -             yes       -               Uncollectible
    /// no      yes     no                less         -             no        after due date  PastDue
    /// no      yes     no                less         -             no        other, no date  Open
    /// </code>
    /// </summary>
    public InvoiceStatus StatusOn(DateOnly today) => this switch
    {
        { VoidedOn: not null } => InvoiceStatus.Void,
        { IssuedOn: null } => InvoiceStatus.Draft,
        { RefundedOutsideOn: not null } => InvoiceStatus.Refunded,
        _ when Received >= Total && Refunded > 0 && Refunded >= Total => InvoiceStatus.Refunded,
        _ when Received >= Total => InvoiceStatus.Paid,
        { UncollectibleOn: not null } => InvoiceStatus.Uncollectible,
        _ when today > DueOn => InvoiceStatus.PastDue,
        _ => InvoiceStatus.Open,
    };

    /// <summary>
    /// The extra status on <paramref name="today"/>. A draft and a void invoice have none; else the first row that
    /// fits decides:
    /// <code>
    /// fact                                    status                     extra
    /// disputed                                any                        Disputed
    /// action required                         asks for money             ActionRequired
    /// charge under way                        any                        Processing
    /// refund started                          any                        RefundUnderWay
    /// received more than the total            any                        Overpaid
    /// refunded something                      Paid                       PartiallyRefunded
    /// received something                      asks for money             PartiallyPaid
    /// act awaited                             asks for money             AwaitingAct
    /// paid from the balance                   Paid                       PaidFromBalance
    /// </code>
    /// </summary>
    public ExtraStatus? ExtraOn(DateOnly today) => StatusOn(today) switch
    {
        InvoiceStatus.Draft or InvoiceStatus.Void => null,
        _ when DisputedAt is not null => ExtraStatus.Disputed,
        _ when ActionRequiredAt is not null && AsksForMoney => ExtraStatus.ActionRequired,
        _ when ProcessingSince is not null => ExtraStatus.Processing,
        _ when RefundStartedAt is not null => ExtraStatus.RefundUnderWay,
        _ when Held > 0 => ExtraStatus.Overpaid,
        InvoiceStatus.Paid when Refunded > 0 => ExtraStatus.PartiallyRefunded,
        _ when Received > 0 && AsksForMoney => ExtraStatus.PartiallyPaid,
        _ when ActAwaitedSince is not null && AsksForMoney => ExtraStatus.AwaitingAct,
        InvoiceStatus.Paid when PaidFromBalanceAt is not null => ExtraStatus.PaidFromBalance,
        _ => null,
    };

    /// <summary>
    /// Open, past due or given up, with something left, and nothing under way that could take or return the money too.
    /// </summary>
    public bool CanBePaidOn(DateOnly today) => PayRefusalOn(today) is null;

    /// <summary>Why nobody can pay it on <paramref name="today"/>; null: it can be paid.</summary>
    public PayRefusal? PayRefusalOn(DateOnly today) => StatusOn(today) switch
    {
        InvoiceStatus.Draft => PayRefusal.Draft,
        InvoiceStatus.Void => PayRefusal.Void,
        InvoiceStatus.Refunded => PayRefusal.Refunded,
        InvoiceStatus.Paid => PayRefusal.Paid,
        InvoiceStatus.Open or InvoiceStatus.PastDue or InvoiceStatus.Uncollectible => UnderWay,
    };

    private PayRefusal? UnderWay => this switch
    {
        { DisputedAt: not null } => PayRefusal.Disputed,
        { ProcessingSince: not null } => PayRefusal.Processing,
        { RefundStartedAt: not null } => PayRefusal.RefundUnderWay,
        { ActAwaitedSince: not null } => PayRefusal.AwaitingAct,
        _ => null,
    };

    /// <summary>Whether the status is Open, PastDue or Uncollectible; which of them, only the day tells.</summary>
    private bool AsksForMoney =>
        this is { VoidedOn: null, IssuedOn: not null, RefundedOutsideOn: null } && Received < Total;
}
