using MemberPortal.Billing;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
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
            Method = account[0].Method?.ToRow(account[0].LastInvoiceUnpaid),
            Balance = new Money(account[0].Balance, Currency.Of(organisation.Value.Currency)),
            Recent = recent,
        };
    }
}
