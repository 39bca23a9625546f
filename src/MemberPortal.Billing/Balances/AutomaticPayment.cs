using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Orders;
using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Balances;

/// <summary>
/// Whether an invoice is paid from the member's balance by itself (2-statuses.md, Paying from the balance). This is the
/// decision on a day; when it is asked is the schedule's affair.
/// </summary>
public static class AutomaticPayment
{
    /// <summary>
    /// Tested in the order of <see cref="AutomaticPaymentRefusal"/>; a combined payment order by order: it passes
    /// whole or not at all.
    /// </summary>
    public static AutomaticPaymentDecision Decide(AutomaticPaymentFacts facts, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(facts);

        return RefusalOn(today, facts) is { } reason
            ? new AutomaticPaymentDecision.No(reason)
            : new AutomaticPaymentDecision.Pay();
    }

    private static AutomaticPaymentRefusal? RefusalOn(DateOnly today, AutomaticPaymentFacts facts) => facts switch
    {
        { WorksWithoutBalance: true } => AutomaticPaymentRefusal.WorksWithoutBalance,
        { InvoicesFromExternalSystem: true } => AutomaticPaymentRefusal.InvoicesFromExternalSystem,
        { Kind: InvoiceKind.TopUp } => AutomaticPaymentRefusal.TopUp,
        { Status: not InvoiceStatus.Open } => AutomaticPaymentRefusal.Status,
        { Extra: ExtraStatus.Processing or ExtraStatus.Overpaid or ExtraStatus.Disputed } =>
            AutomaticPaymentRefusal.ExtraStatus,
        _ when facts.Balance < facts.LeftToPay => AutomaticPaymentRefusal.InsufficientBalance,
        { Model: BillingModel.Prepaid, Orders.Count: > 0 } =>
            facts.Orders.Select(order => RefusalOn(today, order)).FirstOrDefault(refusal => refusal is not null),
        { DueOn: null } => AutomaticPaymentRefusal.DueDateNotSet,
        _ when today > facts.DueOn => AutomaticPaymentRefusal.DueDatePassed,
        _ => null,
    };

    private static AutomaticPaymentRefusal? RefusalOn(DateOnly today, OrderFacts order) => order.Kind switch
    {
        OrderKind.Purchase => AutomaticPaymentRefusal.OrderKind,
        OrderKind.Renewal => RenewalRefusalOn(today, order) ?? StandingRefusal(order),
        OrderKind.Prolongation => ProlongationRefusalOn(today, order) ?? StandingRefusal(order),
    };

    private static AutomaticPaymentRefusal? RenewalRefusalOn(DateOnly today, OrderFacts order) => order switch
    {
        _ when order.CreatedOn >= order.ExpiresOn => AutomaticPaymentRefusal.OrderCreatedLate,
        _ when today >= order.ExpiresOn => AutomaticPaymentRefusal.SubscriptionExpired,
        { RenewsAutomatically: false } => AutomaticPaymentRefusal.AutoRenewOff,
        _ => null,
    };

    private static AutomaticPaymentRefusal? ProlongationRefusalOn(DateOnly today, OrderFacts order) => order switch
    {
        _ when order.CreatedOn > order.PaidUntil => AutomaticPaymentRefusal.OrderCreatedLate,
        { CreatedBySystem: false } when order.CreatedOn == order.PaidUntil => AutomaticPaymentRefusal.OrderCreatedLate,
        _ when today < order.PaidUntil => null,
        // Grace ends with PaidUntil + days, so one day of it covers two; without grace PaidUntil itself is too late.
        { GraceDays: > 0 } when today <= order.PaidUntil.AddDays(order.GraceDays) => null,
        _ => AutomaticPaymentRefusal.PaidUntilPassed,
    };

    private static AutomaticPaymentRefusal? StandingRefusal(OrderFacts order) => order.Subscription switch
    {
        SubscriptionStanding.Stopped => AutomaticPaymentRefusal.SubscriptionStatus,
        SubscriptionStanding.Active or SubscriptionStanding.Delivered or SubscriptionStanding.PaymentOverdue => null,
    };
}
