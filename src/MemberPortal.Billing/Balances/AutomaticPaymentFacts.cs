using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Orders;

namespace MemberPortal.Billing.Balances;

/// <summary>
/// All that the automatic payment of one invoice depends on (2-statuses.md, Paying from the balance): settings, the
/// member's balance and what is left in minor units of the invoice's currency, business dates.
/// </summary>
public sealed record AutomaticPaymentFacts
{
    /// <summary>The organisation lets members work without a balance.</summary>
    public required bool WorksWithoutBalance { get; init; }

    public required bool InvoicesFromExternalSystem { get; init; }

    public required long Balance { get; init; }

    public required long LeftToPay { get; init; }

    public required InvoiceKind Kind { get; init; }

    public required InvoiceStatus Status { get; init; }

    public required ExtraStatus? Extra { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required BillingModel Model { get; init; }

    /// <summary>The orders of a prepaid invoice, several for a combined payment; none: as postpaid.</summary>
    public required IReadOnlyList<OrderFacts> Orders { get; init; }
}
