using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Writes the attempt that a payment begins with, before the provider is called; or says what is in its way: another
/// attempt at one of the invoices, or a rule. Step 1 of "Charging, without ever charging twice" (3-money.md).
/// </summary>
internal sealed class BeginAttempt(PortalDbContext db, BillingCalendar calendar)
{
    /// <summary>The provider wants 30 minutes at least by its own clock; the five more are for slow ways there.</summary>
    private static readonly TimeSpan PageLife = TimeSpan.FromMinutes(35);

    /// <summary>The provider keeps a key for a day by its own clock; a charge whose answer was lost longer ago is looked for.</summary>
    private static readonly TimeSpan KeyIsFresh = TimeSpan.FromHours(1);

    public Task<Begun> RunAsync(PaymentWish wish, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var invoices = await InvoicesAsync(wish, cancellationToken);
            if (invoices is null)
                return Begun.Refused(new PaymentOutcome.NoSuchInvoice());

            if (RefusalOf(invoices) is { } refusal)
                return Begun.Refused(refusal);

            var method = wish.Way == AttemptWay.SavedMethod ? await db.MethodOnFileAsync(wish.MemberId, cancellationToken) : null;
            if (wish.Way == AttemptWay.SavedMethod && method?.CanBeChargedOn(calendar.Today) != true)
                return Begun.Refused(new PaymentOutcome.NoMethod());

            var attempt = AttemptAt(wish, invoices, method);
            if (wish.Shown is { } shown && shown != new ShownCharge(attempt.Amount, method?.Id))
                return Begun.Refused(new PaymentOutcome.Changed());

            var pending = await PendingAsync(invoices, cancellationToken);
            if (pending.Count > 0)
                return Beside(pending, attempt);

            db.ChargeAttempts.Add(attempt);
            return new Begun { Attempt = attempt };
        },
        cancellationToken);

    /// <returns>In the order of the wish; null if one is not the member's, or they are not of one currency.</returns>
    private async Task<List<Invoice>?> InvoicesAsync(PaymentWish wish, CancellationToken cancellationToken)
    {
        var found = await db.Invoices
            .Where(i => i.MemberId == wish.MemberId && i.Number != null && wish.Numbers.Contains(i.Number))
            .ToDictionaryAsync(i => i.Number!, cancellationToken);
        var numbers = wish.Numbers.Distinct().ToList();

        return numbers.Count > 0 && numbers.TrueForAll(found.ContainsKey) && found.Values.Select(i => i.Currency).Distinct().Count() == 1
            ? numbers.ConvertAll(number => found[number])
            : null;
    }

    private PaymentOutcome? RefusalOf(List<Invoice> invoices)
    {
        var refusals = invoices.ConvertAll(i => i.Facts.PayRefusalOn(calendar.Today));
        if (refusals.Contains(PayRefusal.Processing))
            return new PaymentOutcome.UnderWay();
        if (refusals.Exists(refusal => refusal is not null))
            return new PaymentOutcome.NothingToPay();

        return StripeAmounts.ObstacleTo(invoices.Sum(i => i.Facts.LeftToPay), invoices[0].Currency) is null
            ? null
            : new PaymentOutcome.NotByCard();
    }

    private ChargeAttempt AttemptAt(PaymentWish wish, List<Invoice> invoices, MethodRow? method)
    {
        var now = calendar.Now;
        var attempt = new ChargeAttempt
        {
            Id = ChargeAttempt.NewId(),
            MemberId = wish.MemberId,
            Way = wish.Way,
            Currency = invoices[0].Currency,
            Amount = invoices.Sum(i => i.Facts.LeftToPay),
            Language = Language.Current.Code,
            PayLinkId = wish.ByLink?.PayLinkId,
            ReceiptTo = wish.ByLink?.ReceiptTo,
            KeepsMethod = wish is { KeepsMethod: true, Way: AttemptWay.Page, ByLink: null },
            ProviderMethodId = method?.ProviderMethodId,
            StartedAt = now,
            PageExpiresAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + PageLife,
        };
        attempt.Claims.AddRange(invoices.Select((invoice, i) => new AttemptClaim
        {
            InvoiceId = invoice.Id,
            Position = i + 1,
            Amount = invoice.Facts.LeftToPay,
        }));
        return attempt;
    }

    private Task<List<ChargeAttempt>> PendingAsync(List<Invoice> invoices, CancellationToken cancellationToken)
    {
        var ids = invoices.ConvertAll(i => i.Id);
        return db.ChargeAttempts.AsNoTracking().Include(a => a.Claims)
            .Where(a => db.AttemptClaims.Any(c => c.AttemptId == a.Id && c.ReleasedAt == null && ids.Contains(c.InvoiceId)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The same wish goes on with the attempt that is there. One that the provider has not answered yet is asked for again
    /// with its key; while it is another wish's, nobody knows what to close, and that passes in a moment.
    /// </summary>
    private Begun Beside(List<ChargeAttempt> pending, ChargeAttempt wanted)
    {
        if (pending is [var only] && IsSame(only, wanted))
        {
            return only.IsKnownToProvider ? new Begun { InTheWay = [only.Id], Resumed = only.Id }
                : IsKeyGood(only) ? new Begun { Attempt = only }
                : new Begun { Lost = only };
        }

        return pending.TrueForAll(a => a.IsKnownToProvider)
            ? new Begun { InTheWay = pending.ConvertAll(a => a.Id) }
            : Begun.Refused(new PaymentOutcome.UnderWay());
    }

    /// <summary>
    /// Whether the attempt's key may be used again: a page's always, since its end is part of what is asked for; a charge's
    /// only while the provider surely has it (6-stripe.md, section 7).
    /// </summary>
    private bool IsKeyGood(ChargeAttempt attempt)
    {
        var age = calendar.Now - attempt.StartedAt;
        return attempt.Way == AttemptWay.Page || (age >= TimeSpan.Zero && age <= KeyIsFresh);
    }

    /// <summary>A page is shown again only to who could have opened it: a payer by link never sees a member's.</summary>
    private static bool IsSame(ChargeAttempt pending, ChargeAttempt wanted) =>
        (pending.Way, pending.KeepsMethod, pending.ProviderMethodId, pending.PayLinkId is null, pending.ReceiptTo)
            == (wanted.Way, wanted.KeepsMethod, wanted.ProviderMethodId, wanted.PayLinkId is null, wanted.ReceiptTo)
        && pending.Claims.Select(c => (c.InvoiceId, c.Amount)).ToHashSet()
            .SetEquals(wanted.Claims.Select(c => (c.InvoiceId, c.Amount)));
}

/// <summary>One of four: an attempt to look for, attempts to look at again, an attempt to open at the provider, or a refusal.</summary>
internal sealed record Begun
{
    public IReadOnlyList<string> InTheWay { get; init; } = [];

    /// <summary>Which of those in the way is the same wish.</summary>
    public string? Resumed { get; init; }

    /// <summary>A charge whose answer was lost too long ago to ask for it again.</summary>
    public ChargeAttempt? Lost { get; init; }

    public ChargeAttempt? Attempt { get; init; }
    public PaymentOutcome? Refusal { get; init; }

    public static Begun Refused(PaymentOutcome refusal) => new() { Refusal = refusal };
}
