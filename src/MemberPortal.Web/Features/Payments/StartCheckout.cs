using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Opens a payment page at the provider for what is left of a member's own invoice, or leads to the one that is open
/// already. The attempt is written first and its id is the idempotency key: a second tap, a second browser and a crash
/// all end at the same page (3-money.md, "Charging, without ever charging twice").
/// </summary>
internal sealed class StartCheckout(
    PortalDbContext db, PaymentPage paymentPage, SettleAttempt settleAttempt, BillingCalendar calendar)
{
    /// <summary>The provider wants 30 minutes at least by its own clock; the five more are for slow ways there.</summary>
    private static readonly TimeSpan PageLife = TimeSpan.FromMinutes(35);

    public async Task<CheckoutOutcome> RunAsync(int memberId, string invoiceNumber, CancellationToken cancellationToken)
    {
        var begun = await BeginAsync(memberId, invoiceNumber, cancellationToken);
        if (begun.Resumed is { } resumed)
        {
            var standing = await settleAttempt.RunAsync(resumed, cancellationToken);
            if (standing is AttemptStanding.Waiting && !begun.SameAmount)
                standing = await settleAttempt.CloseAsync(resumed, cancellationToken);
            if (Continue(standing) is { } answer)
                return answer;

            // That page is over and took nothing.
            begun = await BeginAsync(memberId, invoiceNumber, cancellationToken);
        }

        // A plain no ends an attempt: it may have come too late for its page's time, or with a customer who is gone. One
        // more, with a key of its own, has neither fault.
        return await OpenAsync(begun, cancellationToken)
            ?? await OpenAsync(await BeginAsync(memberId, invoiceNumber, cancellationToken), cancellationToken)
            ?? new CheckoutOutcome.ProviderAway();
    }

    private static CheckoutOutcome? Continue(AttemptStanding standing) => standing switch
    {
        AttemptStanding.Paid => new CheckoutOutcome.NothingToPay(),
        AttemptStanding.Processing => new CheckoutOutcome.UnderWay(),
        AttemptStanding.Unknown => new CheckoutOutcome.ProviderAway(),
        AttemptStanding.Waiting(var page, _) => new CheckoutOutcome.PayAt(page),
        _ => null,
    };

    private Task<Begun> BeginAsync(int memberId, string invoiceNumber, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var invoice = await db.Invoices.SingleOrDefaultAsync(
                i => i.Number == invoiceNumber && i.MemberId == memberId, cancellationToken);
            if (invoice is null)
                return new Begun { Refusal = new CheckoutOutcome.NoSuchInvoice() };

            var facts = invoice.Facts;
            if (facts.PayRefusalOn(calendar.Today) is { } refusal)
            {
                return new Begun
                {
                    Refusal = refusal == PayRefusal.Processing ? new CheckoutOutcome.UnderWay() : new CheckoutOutcome.NothingToPay(),
                };
            }

            var pending = await db.ChargeAttempts.SingleOrDefaultAsync(
                a => a.InvoiceId == invoice.Id && a.State == AttemptState.Pending, cancellationToken);
            if (pending is { CheckoutId: not null })
                return new Begun { Resumed = pending.Id, SameAmount = pending.Amount == facts.LeftToPay };

            if (pending is not null)
                return pending.Amount == facts.LeftToPay ? new Begun { Attempt = pending } : new Begun { Refusal = new CheckoutOutcome.UnderWay() };

            if (StripeAmounts.ObstacleTo(facts.LeftToPay, invoice.Currency) is not null)
                return new Begun { Refusal = new CheckoutOutcome.NotByCard() };

            var now = calendar.Now;
            var attempt = new ChargeAttempt
            {
                Id = ChargeAttempt.NewId(),
                InvoiceId = invoice.Id,
                Currency = invoice.Currency,
                Amount = facts.LeftToPay,
                Language = Language.Current.Code,
                StartedAt = now,
                PageExpiresAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + PageLife,
            };
            db.ChargeAttempts.Add(attempt);
            return new Begun { Attempt = attempt };
        },
        cancellationToken);

    /// <returns>Null when the provider said no.</returns>
    private async Task<CheckoutOutcome?> OpenAsync(Begun begun, CancellationToken cancellationToken)
    {
        if (begun.Attempt is not { } attempt)
            return begun.Refusal ?? new CheckoutOutcome.UnderWay();   // or somebody else opened a page in between

        try
        {
            var checkout = await paymentPage.OpenAsync(attempt, cancellationToken);
            return await settleAttempt.ApplyAsync(attempt.Id, checkout, cancellationToken) is AttemptStanding.Waiting(var page, _)
                ? new CheckoutOutcome.PayAt(page)
                : new CheckoutOutcome.UnderWay();
        }
        catch (StripeUnavailable)
        {
            return new CheckoutOutcome.ProviderAway();
        }
        catch (StripeRefused)
        {
            await settleAttempt.GiveUpAsync(attempt.Id, cancellationToken);
            return null;
        }
    }

    /// <summary>One of three: a page to look at again, an attempt to open a page for, or a refusal.</summary>
    private sealed record Begun
    {
        public string? Resumed { get; init; }
        public bool SameAmount { get; init; }
        public ChargeAttempt? Attempt { get; init; }
        public CheckoutOutcome? Refusal { get; init; }
    }
}

internal abstract record CheckoutOutcome
{
    internal sealed record PayAt(Uri Page) : CheckoutOutcome;

    internal sealed record NothingToPay : CheckoutOutcome;

    /// <summary>A charge is under way; paying again could take the money twice.</summary>
    internal sealed record UnderWay : CheckoutOutcome;

    /// <summary>Too little or too much for the provider: by bank or at the desk.</summary>
    internal sealed record NotByCard : CheckoutOutcome;

    /// <summary>The provider did not open a page. Nothing was charged.</summary>
    internal sealed record ProviderAway : CheckoutOutcome;

    internal sealed record NoSuchInvoice : CheckoutOutcome;
}
