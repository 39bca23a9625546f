namespace MemberPortal.Billing.Products;

/// <summary>How a product assigned to a member stands on a given day (2-statuses.md, Assigned product); never stored.</summary>
public enum AssignmentStatus
{
    Active,
    Open,
    PastDue,
    Expired,
}
