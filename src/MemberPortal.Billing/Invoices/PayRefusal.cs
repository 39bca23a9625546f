namespace MemberPortal.Billing.Invoices;

/// <summary>Why a payer cannot pay an invoice today; the first that holds in this order.</summary>
public enum PayRefusal
{
    Draft,
    Void,
    Refunded,

    /// <summary>Nothing is left to pay.</summary>
    Paid,

    /// <summary>The payer's bank is deciding about money that came in for it.</summary>
    Disputed,

    /// <summary>A charge is under way; a second one could take the money twice.</summary>
    Processing,

    RefundUnderWay,

    /// <summary>The act is not confirmed, so the due date is not set.</summary>
    AwaitingAct,
}
