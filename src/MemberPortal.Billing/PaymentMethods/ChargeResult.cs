namespace MemberPortal.Billing.PaymentMethods;

/// <summary>How the last charge on a payment method ended.</summary>
public enum ChargeResult
{
    /// <summary>There was none.</summary>
    None,
    Succeeded,
    Declined,
}
