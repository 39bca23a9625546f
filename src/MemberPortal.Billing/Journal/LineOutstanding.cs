namespace MemberPortal.Billing.Journal;

/// <summary>What is left to pay of an invoice line, in minor units, 0 or more.</summary>
public sealed record LineOutstanding(int InvoiceLineId, long Minor);
