using MemberPortal.Billing;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Products;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Home;

/// <summary>
/// Reads the home page: four queries over one connection, each by an index of the member's, whatever lies in the archive.
/// This is the most visited page and its speed is measured (5-quality.md, P1).
/// </summary>
internal sealed class OverviewQuery(PortalDbContext db, BillingCalendar calendar, IOptions<OrganisationOptions> organisation)
{
    private const int RecentPayments = 3;

    /// <summary>How long a canceled subscription is still shown, in days.</summary>
    private const int RememberedDays = 365;

    public async Task<Overview> OfAsync(int memberId, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await ReadAsync(memberId, calendar.Today, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<Overview> ReadAsync(int memberId, DateOnly today, CancellationToken cancellationToken)
    {
        var owed = await db.Invoices.AsNoTracking()
            .Where(i => i.MemberId == memberId).Owed()
            .OrderBy(i => i.DueOn == null).ThenBy(i => i.DueOn).ThenBy(i => i.Id)
            .Rows()
            .ToListAsync(cancellationToken);
        var holdings = await db.HoldingsOfAsync(memberId, today, cancellationToken);
        var account = await AccountAsync(memberId, today, cancellationToken);
        var recent = await db.Payments.AsNoTracking()
            .Where(p => p.MemberId == memberId)
            .ReceiptRows()
            .Take(RecentPayments)
            .ToListAsync(cancellationToken);

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

    /// <summary>The method and the balance, beside each of the subscriptions; one row at least.</summary>
    private Task<List<AccountRow>> AccountAsync(int memberId, DateOnly today, CancellationToken cancellationToken)
    {
        var (currency, since) = (organisation.Value.Currency, today.AddDays(-RememberedDays));
        var rows =
            from member in db.Members
            where member.Id == memberId
            from method in db.PaymentMethods.Where(m => m.MemberId == member.Id).DefaultIfEmpty()
            from balance in db.Balances.Where(b => b.MemberId == member.Id && b.Currency == currency).DefaultIfEmpty()
            from subscription in db.Subscriptions
                .Where(s => s.MemberId == member.Id && (s.CanceledOn == null || s.CanceledOn >= since))
                .DefaultIfEmpty()
            from product in db.Products.Where(p => p.Id == subscription!.ProductId).DefaultIfEmpty()
            orderby product!.Name
            select new AccountRow
            {
                Method = method,
                Balance = balance == null ? 0 : balance.Amount,
                Subscription = subscription,
                Product = product,
            };
        return rows.AsNoTracking().ToListAsync(cancellationToken);
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

    private sealed record AccountRow
    {
        public required PaymentMethod? Method { get; init; }
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
}
