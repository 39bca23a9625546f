namespace MemberPortal.Billing.PaymentMethods;

/// <summary>
/// All that a payment method's status depends on (2-statuses.md, Payment method). "Last" is the last charge made on
/// this method; a caller may leave out charges whose decline says nothing about it, since they change nothing here.
/// </summary>
public sealed record PaymentMethodFacts
{
    /// <summary>Below this many days to the last usable day, the method is expiring soon.</summary>
    public const int SoonDays = 30;

    /// <summary>A plain no is believed the third time in a row.</summary>
    public const int BelievedAt = 3;

    /// <summary>With this many days or fewer to the last usable day, the member is told a second time.</summary>
    public const int LastDays = 7;

    private const string DoNotTryAgain = "do_not_try_again";

    public required PaymentMethodKind Kind { get; init; }

    /// <summary>1 to 12; a card's only.</summary>
    public required int? ExpiryMonth { get; init; }

    /// <summary>In four digits; a card's only.</summary>
    public required int? ExpiryYear { get; init; }

    public required ChargeResult LastResult { get; init; }

    /// <summary>The provider's decline code, else its code.</summary>
    public required string? LastDeclineCode { get; init; }

    /// <summary>The provider's <c>advice_code</c> that came with the last decline.</summary>
    public required string? LastAdviceCode { get; init; }

    /// <summary>Whether the invoice of the last charge still waits for its money.</summary>
    public required bool LastInvoiceUnpaid { get; init; }

    /// <summary>Plain noes since the last success, up to and with the last charge; a night counts once.</summary>
    public required int DeclinesInARow { get; init; }

    /// <summary>The last day of the card's month; null where nothing expires.</summary>
    public DateOnly? LastUsableDay =>
        this is { Kind: PaymentMethodKind.Card, ExpiryYear: { } year, ExpiryMonth: { } month }
        ? new DateOnly(year, month, DateTime.DaysInMonth(year, month))
        : null;

    /// <summary>
    /// The status on <paramref name="today"/>, a business date. The first row that fits decides:
    /// <code>
    /// kind                  last usable day       last charge                                   status
    /// none                  -                     -                                             None
    /// cheque, cash, bank    -                     -                                             Manual
    /// card                  past                  -                                             Expired
    /// card, debit           -                     declined: expired                             Expired
    /// card, debit           -                     declined, advised: do not try again           Invalid
    /// card, debit           -                     declined: lack of funds, invoice unpaid       InsufficientFunds
    /// card, debit           -                     declined: lasting reason                      Invalid
    /// card, debit           -                     declined: plain no, third in a row or later   Invalid
    /// card                  fewer than 30 days    -                                             ExpiringSoon
    /// card, debit           -                     -                                             Active
    /// </code>
    /// </summary>
    public PaymentMethodStatus StatusOn(DateOnly today) => this switch
    {
        { Kind: PaymentMethodKind.None } => PaymentMethodStatus.None,
        { Kind: PaymentMethodKind.Cheque or PaymentMethodKind.Cash or PaymentMethodKind.BankTransfer } =>
            PaymentMethodStatus.Manual,
        _ when today > LastUsableDay => PaymentMethodStatus.Expired,
        { LastDecline: DeclineEffect.Expired } => PaymentMethodStatus.Expired,
        { LastDecline: not null, LastAdviceCode: DoNotTryAgain } => PaymentMethodStatus.Invalid,
        { LastDecline: DeclineEffect.InsufficientFunds, LastInvoiceUnpaid: true } =>
            PaymentMethodStatus.InsufficientFunds,
        { LastDecline: DeclineEffect.Invalid } => PaymentMethodStatus.Invalid,
        { LastDecline: DeclineEffect.PlainNo, DeclinesInARow: >= BelievedAt } => PaymentMethodStatus.Invalid,
        _ when LastUsableDay?.DayNumber - today.DayNumber < SoonDays => PaymentMethodStatus.ExpiringSoon,
        _ => PaymentMethodStatus.Active,
    };

    /// <summary>
    /// What its member is told of on <paramref name="today"/>, if anything: the trouble of its status, by our own clock over
    /// the card's date (2-statuses.md, Notices).
    /// </summary>
    public MethodTrouble? TroubleOn(DateOnly today) => StatusOn(today) switch
    {
        PaymentMethodStatus.Active or PaymentMethodStatus.Manual or PaymentMethodStatus.None => null,
        PaymentMethodStatus.ExpiringSoon when LastUsableDay?.DayNumber - today.DayNumber <= LastDays => MethodTrouble.ExpiresInDays,
        PaymentMethodStatus.ExpiringSoon => MethodTrouble.ExpiresSoon,
        PaymentMethodStatus.Expired => MethodTrouble.Expired,
        PaymentMethodStatus.InsufficientFunds => MethodTrouble.InsufficientFunds,
        PaymentMethodStatus.Invalid => MethodTrouble.Invalid,
    };

    private DeclineEffect? LastDecline =>
        LastResult == ChargeResult.Declined ? DeclineCodes.EffectOf(LastDeclineCode) : null;
}
