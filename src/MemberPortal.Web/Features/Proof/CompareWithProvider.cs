using System.Linq.Expressions;
using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Proof;

/// <summary>
/// The books against the provider, both ways (5-quality.md, invariant 4): what has succeeded there is booked, and what is
/// booked has succeeded there, for the same attempt. It goes back as far as the provider keeps its events, the newest first
/// and in a bounded number of calls; how far that was is said. What others charge by the same account is not ours to prove.
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

        var asked = await NotSeenAsync(since, seen, cancellationToken);
        if (asked.Count > MostAsked)
        {
            asked.RemoveRange(MostAsked, asked.Count - MostAsked);
            since = asked[^1].At;
        }

        differences.AddRange(await NotThereAsync(asked, cancellationToken));
        return new(since, differences);
    }

    private async Task<List<Difference>> NotBookedAsync(List<SettledPayment> settled, CancellationToken cancellationToken)
    {
        var ids = settled.ConvertAll(payment => payment.Id);
        var booked = (await BookedAsync(p => ids.Contains(p.ProviderPaymentId!), cancellationToken)).ToDictionary(payment => payment.Id);

        return
        [
            .. from payment in settled
               let ours = booked.GetValueOrDefault(payment.Id)
               where ours?.Agrees(payment.AmountMinor, payment.Currency, payment.Reference) != true
               select About(
                   Invariant.ProviderPaymentsAreBooked, payment.Id, payment.Currency, payment.AmountMinor,
                   ours?.IsOf(payment.Reference) == true ? ours.Minor : null),
        ];
    }

    private async Task<List<BookedPayment>> NotSeenAsync(DateTime since, HashSet<string> seen, CancellationToken cancellationToken)
    {
        var booked = await BookedAsync(p => p.ReceivedAt >= since, cancellationToken);
        return [.. booked.Where(payment => !seen.Contains(payment.Id)).OrderByDescending(payment => payment.At)];
    }

    private async Task<List<Difference>> NotThereAsync(List<BookedPayment> booked, CancellationToken cancellationToken)
    {
        var differences = new List<Difference>();
        foreach (var payment in booked)
        {
            var there = await FindAsync(payment.Id, cancellationToken);
            if (there is not { State: PaymentState.Succeeded } || !payment.Agrees(there.AmountMinor, there.Currency, there.Reference))
            {
                long? succeeded = there is { State: PaymentState.Succeeded } && payment.IsOf(there.Reference) ? there.AmountMinor : null;
                differences.Add(About(Invariant.BookedPaymentsAreAtProvider, payment.Id, payment.Currency, succeeded, payment.Minor));
            }
        }

        return differences;
    }

    private async Task<List<BookedPayment>> BookedAsync(Expression<Func<Payment, bool>> which, CancellationToken cancellationToken)
    {
        var booked = db.Payments.Where(p => p.ProviderPaymentId != null).Where(which)
            .GroupBy(p => p.ProviderPaymentId!)
            .Select(parts => new
            {
                Id = parts.Key, Minor = parts.Sum(p => p.Amount), Currency = parts.Min(p => p.Currency)!, At = parts.Max(p => p.ReceivedAt),
            });
        return await (
            from payment in booked
            join named in db.ChargeAttempts on payment.Id equals named.PaymentIntentId into attempts
            from attempt in attempts.DefaultIfEmpty()
            select new BookedPayment(payment.Id, payment.Minor, payment.Currency, payment.At, attempt.Id)).ToListAsync(cancellationToken);
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

/// <param name="Id">The provider's.</param>
/// <param name="Minor">Minor units: the sum of its parts.</param>
/// <param name="Currency">ISO code, upper case.</param>
/// <param name="At">UTC.</param>
/// <param name="AttemptId">Whose first payment it is; null for a second, which its attempt does not name.</param>
internal sealed record BookedPayment(string Id, long Minor, string Currency, DateTime At, string? AttemptId)
{
    public bool IsOf(string? reference) => AttemptId is null || AttemptId == reference;

    public bool Agrees(long minor, string currency, string? reference) => (Minor, Currency) == (minor, currency) && IsOf(reference);
}

/// <param name="Since">How far back it went, UTC.</param>
/// <param name="Differences">Of both directions.</param>
internal sealed record Comparison(DateTime Since, IReadOnlyList<Difference> Differences);
