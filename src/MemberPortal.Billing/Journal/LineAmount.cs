namespace MemberPortal.Billing.Journal;

/// <summary>What an invoice line asks: minor units with VAT, 0 or more; VAT in basis points (25 % is 2500).</summary>
public sealed record LineAmount(int InvoiceLineId, long GrossMinor, int VatRateBasisPoints);
