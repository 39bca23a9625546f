using System.Globalization;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Tells members of a card that expires, and of a method that no longer pays (2-statuses.md, Notices), by our own clock over
/// the card's date: once a method, trouble and episode.
/// </summary>
internal sealed class TellOfPaymentMethods(PortalDbContext db, BillingCalendar calendar, ChunkSweep sweep) : IRetriesItems
{
    private const int AtOnce = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var troubled = await db.WithNotices(Candidates(today)).ToListAsync(cancellationToken);
        var news = troubled.Where(row => row.NewsOn(today) is not null || row.OverOn(today).Any()).Select(row => row.Method.Id);

        await TellAsync([.. news], cancellationToken);
    }

    public Task RetryAsync(string item, CancellationToken cancellationToken) =>
        TellAsync([int.Parse(item, CultureInfo.InvariantCulture)], cancellationToken);

    private Task TellAsync(IReadOnlyCollection<int> methods, CancellationToken cancellationToken) => sweep.EachAsync<TellOfSomeMethods>(
        methods, AtOnce, (tell, ids) => tell.RunAsync(ids, cancellationToken), cancellationToken);

    /// <summary>Whatever may be in trouble, and what was.</summary>
    private IQueryable<PaymentMethod> Candidates(DateOnly today)
    {
        var soon = today.AddDays(PaymentMethodFacts.SoonDays);
        var lastMonth = (soon.Year * 12) + soon.Month;
        return db.PaymentMethods.Where(m =>
            (m.ExpYear * 12) + m.ExpMonth <= lastMonth
            || m.LastResult == ChargeResult.Declined
            || db.MethodNotices.Any(n => n.PaymentMethodId == m.Id && n.OverOn == null));
    }
}
