using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Claims;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Desk;

/// <summary>Reads the desk: sums over the indexes of what is owed, and the last days' payments.</summary>
internal sealed class DeskOverviewQuery(PortalDbContext db, BillingCalendar calendar, IOptions<OrganisationOptions> organisation)
{
    private const int Days = 30;
    private const int Shown = 8;

    public async Task<DeskOverview> RunAsync(CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var inCurrency = db.Invoices.AsNoTracking().Where(i => i.Currency == organisation.Value.Currency);
        return new DeskOverview
        {
            Today = today,
            Currency = organisation.Value.Currency,
            Owed = await FigureOfAsync(inCurrency.Owed(), cancellationToken),
            PastDue = await FigureOfAsync(inCurrency.PastDueOn(today), cancellationToken),
            Takings = await TakingsAsync(today, cancellationToken),
            Latest = await LatestAsync(cancellationToken),
            Oldest = await OldestAsync(today, cancellationToken),
        };
    }

    private static async Task<Figure> FigureOfAsync(IQueryable<Invoice> invoices, CancellationToken cancellationToken) =>
        await invoices
            .GroupBy(_ => 1)
            .Select(all => new Figure { Amount = all.Sum(i => i.Total - i.Received), Count = all.Count() })
            .SingleOrDefaultAsync(cancellationToken)
        ?? new Figure { Amount = 0, Count = 0 };

    private async Task<List<DaysTakings>> TakingsAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var first = today.AddDays(1 - Days);
        var since = calendar.InstantOf(first, TimeOnly.MinValue);
        var payments = await db.Payments.AsNoTracking()
            .Where(p => p.ReceivedAt >= since && p.Currency == organisation.Value.Currency && p.Reversal == null)
            .Select(p => new { p.ReceivedAt, p.Amount })
            .ToListAsync(cancellationToken);

        // A day is the organisation's, which no database knows.
        var byDay = payments.ToLookup(p => calendar.DayOf(p.ReceivedAt), p => p.Amount);
        return [.. Enumerable.Range(0, Days).Select(first.AddDays).Select(day => new DaysTakings(day, byDay[day].Sum(), byDay[day].Count()))];
    }

    private Task<List<LatestPayment>> LatestAsync(CancellationToken cancellationToken) =>
        (from payment in db.Payments.AsNoTracking()
         join member in db.Members on payment.MemberId equals member.Id into members
         from member in members.DefaultIfEmpty()
         where payment.Reversal == null
         orderby payment.ReceivedAt descending, payment.Id descending
         select new LatestPayment
         {
             MemberName = member == null ? null : member.Name,
             Amount = payment.Amount,
             Currency = payment.Currency,
             Way = payment.Way,
             CardBrand = payment.CardBrand,
             Last4 = payment.Last4,
             ReceivedAt = payment.ReceivedAt,
             Title = payment.Invoice == null ? null : payment.Invoice.Title,
             ReceiptNumber = payment.ReceiptNumber,
         }).Take(Shown).ToListAsync(cancellationToken);

    private Task<List<ClaimRow>> OldestAsync(DateOnly today, CancellationToken cancellationToken) =>
        db.Invoices.AsNoTracking()
            .PastDueOn(today)
            .OrderBy(i => i.DueOn).ThenBy(i => i.Id)
            .Take(Shown)
            .Select(ClaimRow.Of)
            .ToListAsync(cancellationToken);
}
