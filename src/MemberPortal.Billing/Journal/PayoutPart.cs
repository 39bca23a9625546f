namespace MemberPortal.Billing.Journal;

/// <summary>
/// One payment (minor units, positive) or refund (negative) in a payout, before fees, and the invoice it belongs to.
/// </summary>
public sealed record PayoutPart(long GrossMinor, int? InvoiceId, int? MemberId);
