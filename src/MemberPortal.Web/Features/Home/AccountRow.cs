using MemberPortal.Billing;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Home;

/// <summary>The method and the balance of a member, beside one of their subscriptions, if any.</summary>
internal sealed record AccountRow
{
    public required PaymentMethod? Method { get; init; }

    /// <summary>Whether an invoice of the method's last charge still waits for its money.</summary>
    public required bool LastInvoiceUnpaid { get; init; }

    public required long Balance { get; init; }
    public required Subscription? Subscription { get; init; }
    public required Product? Product { get; init; }

    public SubscriptionRow SubscriptionOn(DateOnly today)
    {
        var facts = new SubscriptionFacts
        {
            StartsOn = Subscription!.StartsOn,
            TrialEndsOn = Subscription.TrialEndsOn,
            CanceledOn = Subscription.CanceledOn,
        };
        var next = BillingCycle.NextAfter(today, facts.Anchor, Subscription.Interval);
        return new SubscriptionRow
        {
            Name = Product!.Name,
            Facts = facts,
            Status = facts.StatusOn(today),
            NextBillOn = next < (Subscription.CanceledOn ?? DateOnly.MaxValue) && next < (Subscription.ExpiresOn ?? DateOnly.MaxValue)
                ? next
                : null,
            Price = new Money(Product.Price, Currency.Of(Product.Currency)),
            CoveredUntil = Subscription.PaidUntil?.AddDays(-1),
        };
    }
}
