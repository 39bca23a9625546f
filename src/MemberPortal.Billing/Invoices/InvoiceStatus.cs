namespace MemberPortal.Billing.Invoices;

/// <summary>
/// How an invoice stands on a given day (2-statuses.md, Invoice). Computed by <see cref="InvoiceFacts.StatusOn"/>,
/// never stored.
/// </summary>
public enum InvoiceStatus
{
    Draft,
    Open,
    Paid,
    PastDue,
    Void,
    Uncollectible,
    Refunded,
}
