using MemberPortal.Billing;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Organisation;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Home;

/// <summary>
/// Reads the home page: four compiled queries, each by an index of the member's, whatever lies in the archive.
/// This is the most visited page and its speed is measured (5-quality.md, P1).
/// </summary>
internal sealed class OverviewQuery(
    PortalDbContext db,
    OverviewReads reads,
    HoldingsQuery holdingsQuery,
    BillingCalendar calendar,
    IOptions<OrganisationOptions> organisation)
{
    public async Task<Overview> OfAsync(int memberId, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var owed = await reads.OwedAsync(db, memberId, cancellationToken);
        var holdings = await holdingsQuery.OfAsync(db, memberId, today, cancellationToken);
        var account = await reads.AccountAsync(db, memberId, organisation.Value.Currency, today, cancellationToken);
        var recent = await reads.RecentAsync(db, memberId, cancellationToken);

        return new Overview
        {
            Today = today,
            Owed = owed,
            Holdings = holdings,
            Subscriptions =
            [
                .. account.Where(row => row.Subscription is not null)
                    .Select(row => row.SubscriptionOn(today))
                    .OrderBy(subscription => subscription.Status == SubscriptionStatus.Canceled),
            ],
            // No charge names its method yet: as long as something is owed, lack of funds may be about it.
            Method = account[0].Method is { } method ? MethodOn(today, method, lastInvoiceUnpaid: owed.Count > 0) : null,
            Balance = new Money(account[0].Balance, Currency.Of(organisation.Value.Currency)),
            Recent = recent,
        };
    }

    private static MethodRow MethodOn(DateOnly today, PaymentMethod method, bool lastInvoiceUnpaid)
    {
        var facts = new PaymentMethodFacts
        {
            Kind = method.Kind,
            ExpiryMonth = method.ExpMonth,
            ExpiryYear = method.ExpYear,
            LastResult = method.LastResult,
            LastDeclineCode = method.LastDecline,
            LastAdviceCode = method.LastAdvice,
            LastInvoiceUnpaid = lastInvoiceUnpaid,
            DeclinesInARow = method.DeclinesInARow,
        };
        return new MethodRow { Facts = facts, Status = facts.StatusOn(today), Brand = method.Brand, Last4 = method.Last4 };
    }
}
