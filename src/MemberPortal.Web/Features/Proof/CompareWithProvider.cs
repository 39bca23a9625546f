using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Proof;

/// <summary>
/// The books against the provider, both ways (5-quality.md, invariant 4): what has succeeded there is booked, and what is
/// booked has succeeded there. It goes back as far as the provider keeps its events, the newest first and in a bounded
/// number of calls. What others charge by the same account is not ours to prove.
/// </summary>
internal sealed class CompareWithProvider(PortalDbContext db, IStripe stripe, BillingCalendar calendar)
{
    private const int MostPages = 50;
    private const int MostAsked = 100;
    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(30);

    /// <summary>A payment so young may still be on its way into the books.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(15);

    /// <exception cref="StripeUnavailable">It does not answer.</exception>
    public async Task<Comparison> RunAsync(CancellationToken cancellationToken)
    {
        var until = calendar.Now - OnItsWay;
        var since = calendar.Now - EventsAreKept;
        var seen = new HashSet<string>();
        var differences = new List<Difference>();
        string? next = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await stripe.ListSettledAsync(since, until, next, cancellationToken);
            var ours = page.Payments.Where(payment => seen.Add(payment.Id)).ToList();
            differences.AddRange(await NotBookedAsync(ours, cancellationToken));
            next = page.Next;
            if (next is null)
                break;
            if (pages == MostPages - 1)
                since = page.Oldest ?? since;
        }

        differences.AddRange(await NotThereAsync(since, seen, cancellationToken));
        return new(since, differences);
    }

    private async Task<List<Difference>> NotBookedAsync(List<SettledPayment> settled, CancellationToken cancellationToken)
    {
        var ids = settled.ConvertAll(payment => payment.Id);
        var booked = await db.Payments
            .Where(p => p.ProviderPaymentId != null && ids.Contains(p.ProviderPaymentId))
            .GroupBy(p => p.ProviderPaymentId!)
            .Select(parts => new { Id = parts.Key, Minor = parts.Sum(p => p.Amount), Currency = parts.Min(p => p.Currency) })
            .ToDictionaryAsync(payment => payment.Id, cancellationToken);

        return
        [
            .. from payment in settled
               let ours = booked.GetValueOrDefault(payment.Id)
               where ours is null || (ours.Minor, ours.Currency) != (payment.AmountMinor, payment.Currency)
               select About(Invariant.ProviderPaymentsAreBooked, payment.Id, payment.Currency, payment.AmountMinor, ours?.Minor),
        ];
    }

    private async Task<List<Difference>> NotThereAsync(DateTime since, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var booked = await db.Payments
            .Where(p => p.ProviderPaymentId != null && p.ReceivedAt >= since)
            .GroupBy(p => p.ProviderPaymentId!)
            .Select(parts => new { Id = parts.Key, Minor = parts.Sum(p => p.Amount), Currency = parts.Min(p => p.Currency)! })
            .ToListAsync(cancellationToken);
        var differences = new List<Difference>();
        foreach (var payment in booked.Where(payment => !seen.Contains(payment.Id)).Take(MostAsked))
        {
            var there = await FindAsync(payment.Id, cancellationToken);
            if (there is not { State: PaymentState.Succeeded } || (there.AmountMinor, there.Currency) != (payment.Minor, payment.Currency))
            {
                long? succeeded = there is { State: PaymentState.Succeeded } ? there.AmountMinor : null;
                differences.Add(About(Invariant.BookedPaymentsAreAtProvider, payment.Id, payment.Currency, succeeded, payment.Minor));
            }
        }

        return differences;
    }

    private async Task<Intent?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await stripe.GetIntentAsync(id, cancellationToken);
        }
        catch (StripeRefused refused) when (refused.HttpStatus == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    private static Difference About(Invariant invariant, string id, string currency, long? expected, long? found) => new()
    {
        Invariant = invariant,
        Subject = DifferenceSubject.ProviderPayment,
        SubjectId = id,
        About = id,
        Currency = currency,
        Expected = expected,
        Found = found,
    };
}

/// <param name="Since">How far back it went, UTC.</param>
/// <param name="Differences">Of both directions.</param>
internal sealed record Comparison(DateTime Since, IReadOnlyList<Difference> Differences);
