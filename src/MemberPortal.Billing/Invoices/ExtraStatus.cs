namespace MemberPortal.Billing.Invoices;

/// <summary>What a person should know beside the status; one at most, and the first that holds in this order.</summary>
public enum ExtraStatus
{
    Disputed,
    ActionRequired,
    Processing,
    RefundUnderWay,
    Overpaid,
    PartiallyRefunded,
    PartiallyPaid,
    AwaitingAct,
    PaidFromBalance,
}
