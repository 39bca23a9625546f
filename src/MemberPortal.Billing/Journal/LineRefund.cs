namespace MemberPortal.Billing.Journal;

/// <summary>
/// A refund of a line, in minor units with VAT. What was refunded of the line before is needed for its tax: refunds in
/// parts give back, all together, exactly the tax of one refund.
/// </summary>
public sealed record LineRefund(
    int InvoiceLineId, long GrossMinor, int VatRateBasisPoints, long RefundedBeforeMinor = 0)
{
    internal long VatMinor =>
        Vat.IncludedIn(checked(RefundedBeforeMinor + GrossMinor), VatRateBasisPoints)
        - Vat.IncludedIn(RefundedBeforeMinor, VatRateBasisPoints);
}
