using MemberPortal.Billing.Balances;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Orders;
using MemberPortal.Billing.Subscriptions;

namespace MemberPortal.Billing.Tests.Balances;

public sealed class AutomaticPaymentTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    private static readonly AutomaticPaymentFacts DueToday = new()
    {
        WorksWithoutBalance = false,
        InvoicesFromExternalSystem = false,
        Balance = 100,
        LeftToPay = 100,
        Kind = InvoiceKind.Invoice,
        Status = InvoiceStatus.Open,
        Extra = null,
        DueOn = Today,
        Model = BillingModel.Postpaid,
        Orders = [],
    };

    // Everything is wrong at once; then one wrong after the other is put right, in the order of the tests.
    [Fact]
    public void The_first_reason_is_told()
    {
        var facts = DueToday with
        {
            WorksWithoutBalance = true,
            InvoicesFromExternalSystem = true,
            Balance = 99,
            Kind = InvoiceKind.TopUp,
            Status = InvoiceStatus.PastDue,
            Extra = ExtraStatus.Processing,
            DueOn = null,
        };

        Refused(AutomaticPaymentRefusal.WorksWithoutBalance, facts);
        Refused(AutomaticPaymentRefusal.InvoicesFromExternalSystem, facts = facts with { WorksWithoutBalance = false });
        Refused(AutomaticPaymentRefusal.TopUp, facts = facts with { InvoicesFromExternalSystem = false });
        Refused(AutomaticPaymentRefusal.Status, facts = facts with { Kind = InvoiceKind.Invoice });
        Refused(AutomaticPaymentRefusal.ExtraStatus, facts = facts with { Status = InvoiceStatus.Open });
        Refused(AutomaticPaymentRefusal.InsufficientBalance, facts = facts with { Extra = null });
        Refused(AutomaticPaymentRefusal.DueDateNotSet, facts = facts with { Balance = 100 });
        Refused(AutomaticPaymentRefusal.DueDatePassed, facts = facts with { DueOn = Today.AddDays(-1) });
        Paid(facts with { DueOn = Today });
    }

    [Theory]
    [InlineData(ExtraStatus.Disputed, false)]
    [InlineData(ExtraStatus.Processing, false)]
    [InlineData(ExtraStatus.Overpaid, false)]
    [InlineData(ExtraStatus.PartiallyPaid, true)]
    [InlineData(ExtraStatus.ActionRequired, true)]
    public void Beside_some_extra_statuses_nothing_is_paid(ExtraStatus extra, bool pays)
    {
        var facts = DueToday with { Extra = extra };

        if (pays)
            Paid(facts);
        else
            Refused(AutomaticPaymentRefusal.ExtraStatus, facts);
    }

    [Fact]
    public void A_prepaid_invoice_without_orders_goes_by_its_due_date() =>
        Refused(AutomaticPaymentRefusal.DueDateNotSet, DueToday with { Model = BillingModel.Prepaid, DueOn = null });

    [Fact]
    public void A_prepaid_invoice_with_orders_does_not_ask_for_a_due_date() =>
        Paid(DueToday with { Model = BillingModel.Prepaid, DueOn = null, Orders = [Renewal] });

    [Fact]
    public void The_reasons_of_a_renewal_in_their_order()
    {
        var order = Renewal with
        {
            CreatedOn = Today,
            ExpiresOn = Today,
            RenewsAutomatically = false,
            Subscription = SubscriptionStanding.Stopped,
        };

        Refused(AutomaticPaymentRefusal.OrderCreatedLate, Prepaid(order));
        Refused(
            AutomaticPaymentRefusal.SubscriptionExpired,
            Prepaid(order = order with { CreatedOn = Today.AddDays(-1) }));
        Refused(AutomaticPaymentRefusal.AutoRenewOff, Prepaid(order = order with { ExpiresOn = Today.AddDays(1) }));
        Refused(AutomaticPaymentRefusal.SubscriptionStatus, Prepaid(order = order with { RenewsAutomatically = true }));
        Paid(Prepaid(order with { Subscription = SubscriptionStanding.Delivered }));
    }

    [Fact]
    public void A_prolongation_created_after_paid_until_is_late_even_by_the_system()
    {
        var order = Renewal with
        {
            Kind = OrderKind.Prolongation,
            CreatedBySystem = true,
            GraceDays = 5,
            PaidUntil = Today.AddDays(-1),
            CreatedOn = Today,
        };

        Refused(AutomaticPaymentRefusal.OrderCreatedLate, Prepaid(order));
        Paid(Prepaid(order with { CreatedOn = order.PaidUntil }));
    }

    private static OrderFacts Renewal => new()
    {
        Kind = OrderKind.Renewal,
        CreatedOn = Today.AddDays(-20),
        CreatedBySystem = false,
        Subscription = SubscriptionStanding.Active,
        ExpiresOn = Today.AddDays(20),
        PaidUntil = Today.AddDays(20),
        RenewsAutomatically = true,
        GraceDays = 0,
    };

    private static AutomaticPaymentFacts Prepaid(OrderFacts order) =>
        DueToday with { Model = BillingModel.Prepaid, Orders = [order] };

    private static void Paid(AutomaticPaymentFacts facts) =>
        Assert.Equal(new AutomaticPaymentDecision.Pay(), AutomaticPayment.Decide(facts, Today));

    private static void Refused(AutomaticPaymentRefusal reason, AutomaticPaymentFacts facts) =>
        Assert.Equal(new AutomaticPaymentDecision.No(reason), AutomaticPayment.Decide(facts, Today));
}
