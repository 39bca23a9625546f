namespace MemberPortal.Billing.Invoices;

/// <summary>What an invoice asks money for.</summary>
public enum InvoiceKind
{
    Invoice,

    /// <summary>Money for the member's own balance: never revenue, never paid from the balance.</summary>
    TopUp,
}
