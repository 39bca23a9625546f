namespace MemberPortal.Billing.Balances;

/// <summary>Why an invoice is not paid from the balance by itself; tested in this order, the first is told.</summary>
public enum AutomaticPaymentRefusal
{
    WorksWithoutBalance,
    InvoicesFromExternalSystem,
    TopUp,

    /// <summary>The invoice is not Open.</summary>
    Status,

    /// <summary>It is Processing, Overpaid or Disputed.</summary>
    ExtraStatus,

    InsufficientBalance,

    /// <summary>Postpaid: the act is not confirmed.</summary>
    DueDateNotSet,

    /// <summary>Postpaid.</summary>
    DueDatePassed,

    /// <summary>Prepaid: the order is neither a renewal nor a prolongation.</summary>
    OrderKind,

    /// <summary>Prepaid: the order was not there before the day that it moves.</summary>
    OrderCreatedLate,

    /// <summary>A renewal whose term is over.</summary>
    SubscriptionExpired,

    /// <summary>A renewal that the member did not ask to repeat.</summary>
    AutoRenewOff,

    /// <summary>A prolongation whose grace is over, or that has none.</summary>
    PaidUntilPassed,

    /// <summary>The order's subscription is stopped.</summary>
    SubscriptionStatus,
}
