using MemberPortal.Billing.Journal;
using MemberPortal.Billing.Payments;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Payments;

/// <summary>What came in at once, and all that taking it back depends on.</summary>
internal sealed record ReversibleAct
{
    public required string Name { get; init; }

    /// <summary>In the order of their receipts, with their invoices.</summary>
    public required IReadOnlyList<Payment> Payments { get; init; }

    /// <summary>As it was booked; null for what no cause of its own booked.</summary>
    public required JournalEntry? Entry { get; init; }

    public required ReversalFacts Facts { get; init; }
}
