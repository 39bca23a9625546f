using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Payments;

/// <summary>All that taking back a recorded payment depends on (2-statuses.md, Invoice: "recorded payment reversed").</summary>
public sealed record ReversalFacts
{
    /// <summary>Cash, cheque or transfer that a person recorded.</summary>
    public required bool IsByHand { get; init; }

    public required DateTime? ReversedAt { get; init; }

    /// <summary>The claims that it paid; none for money that no claim could take.</summary>
    public required IReadOnlyList<InvoiceFacts> Invoices { get; init; }

    /// <summary>What it brought, account by account.</summary>
    public required IReadOnlyList<MoneyBrought> Brought { get; init; }

    /// <summary>
    /// The first row that fits decides:
    /// <code>
    /// fact                                                        refusal
    /// not recorded by hand                                        NotByHand
    /// reversed before                                             Reversed
    /// a claim of it refunded, in part or whole, or being refunded SentBack
    /// less left on an account than it brought there               MovedOn
    /// </code>
    /// </summary>
    public ReversalRefusal? Refusal => this switch
    {
        { IsByHand: false } => ReversalRefusal.NotByHand,
        { ReversedAt: not null } => ReversalRefusal.Reversed,
        _ when Invoices.Any(invoice => invoice is { Refunded: > 0 } or { RefundStartedAt: not null } or { RefundedOutsideOn: not null }) =>
            ReversalRefusal.SentBack,
        _ when Brought.Any(money => money.Left < money.Minor) => ReversalRefusal.MovedOn,
        _ => null,
    };
}

/// <summary>
/// What a payment brought to one account (settled on a claim, held on it, on a balance, unallocated), and what is there
/// now, from whomever; minor units of one currency.
/// </summary>
public sealed record MoneyBrought(long Minor, long Left);
