namespace MemberPortal.Billing.Products;

/// <summary>How an assigned product stands on a given day (2-statuses.md); never stored.</summary>
public enum AssignmentStatus
{
    Active,
    Open,
    PastDue,
    Expired,
}
