namespace MemberPortal.Billing.Orders;

/// <summary>What an order does to its subscription (2-statuses.md, Subscription).</summary>
public enum OrderKind
{
    /// <summary>A first buy.</summary>
    Purchase,

    /// <summary>A new term: moves the day on which the subscription expires.</summary>
    Renewal,

    /// <summary>A cycle within the term: moves the day until which it is paid.</summary>
    Prolongation,
}
