namespace MemberPortal.Billing.Journal;

/// <summary>The invoice that an entry is about, and whose it is.</summary>
public sealed record Claim(int InvoiceId, int MemberId, Currency Currency);
