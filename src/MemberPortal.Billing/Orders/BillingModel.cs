namespace MemberPortal.Billing.Orders;

/// <summary>Whether an invoice is paid after what it asks for was delivered, or before.</summary>
public enum BillingModel
{
    Postpaid,
    Prepaid,
}
