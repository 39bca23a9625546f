using MemberPortal.Billing.Invoices;

namespace MemberPortal.Billing.Products;

/// <summary>
/// One invoice line of an assigned product: its invoice's status on the day asked about, the first and the last day
/// that it covers, both included. No <paramref name="From"/>: since ever; no <paramref name="Until"/>: for ever.
/// </summary>
public sealed record CoveringInvoice(InvoiceStatus Status, DateOnly? From, DateOnly? Until)
{
    /// <summary>When the line was refunded whole; it then covers nothing, whatever the rest of it does.</summary>
    public DateOnly? LineRefundedOn { get; init; }

    internal bool Covers => Status == InvoiceStatus.Paid && LineRefundedOn is null;
}
