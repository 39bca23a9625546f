using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Asks the provider how an attempt stands and writes what it answers: the payment, its journal entry and the receipt in
/// one transaction. Called on the way back from the payment page, by the webhook's events, by the job that recovers
/// attempts and by a second tap on Pay: whoever comes second changes nothing.
/// </summary>
internal sealed class SettleAttempt(
    PortalDbContext db, IStripe stripe, RecordPayment recordPayment, PaymentFailedMail failedMail, BillingCalendar calendar)
{
    public Task<AttemptStanding> RunAsync(string attemptId, CancellationToken cancellationToken) =>
        RunAsync(attemptId, reportedPage: null, cancellationToken);

    /// <param name="attemptId">Ours.</param>
    /// <param name="reportedPage">The page that the provider named as the attempt's, for one whose answer was lost.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<AttemptStanding> RunAsync(string attemptId, string? reportedPage, CancellationToken cancellationToken)
    {
        var attempt = await db.ChargeAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attemptId, cancellationToken);
        switch (attempt)
        {
            case null:
                return new AttemptStanding.NoSuchAttempt();
            case { State: AttemptState.Succeeded }:
                return new AttemptStanding.Paid();
            case { CheckoutId: null, State: AttemptState.Pending } when reportedPage is null:
                return new AttemptStanding.Unknown();
            case { CheckoutId: null } when reportedPage is null:
                return new AttemptStanding.Over(attempt.DeclineCode);
        }

        try
        {
            var checkout = await stripe.GetCheckoutAsync((attempt.CheckoutId ?? reportedPage)!, cancellationToken);
            return await ApplyAsync(attemptId, checkout, cancellationToken);
        }
        catch (Exception unanswered) when (unanswered is StripeUnavailable or StripeRefused)
        {
            return new AttemptStanding.Unknown();
        }
    }

    /// <summary>Closes the attempt's payment page at the provider; where it was paid meanwhile, books that.</summary>
    public async Task<AttemptStanding> CloseAsync(string attemptId, CancellationToken cancellationToken)
    {
        var checkoutId = await db.ChargeAttempts.AsNoTracking()
            .Where(a => a.Id == attemptId)
            .Select(a => a.CheckoutId)
            .SingleAsync(cancellationToken);
        try
        {
            return await ApplyAsync(attemptId, await stripe.ExpireCheckoutAsync(checkoutId!, cancellationToken), cancellationToken);
        }
        catch (Exception unanswered) when (unanswered is StripeUnavailable or StripeRefused)
        {
            return new AttemptStanding.Unknown();
        }
    }

    /// <summary>Writes what the provider says of an attempt. Repeatable: only what is new is written.</summary>
    public Task<AttemptStanding> ApplyAsync(string attemptId, Checkout checkout, CancellationToken cancellationToken)
    {
        if (checkout.Reference != attemptId)
            throw new InvalidOperationException($"Checkout {checkout.Id} is not of attempt {attemptId}.");

        return db.WriteAsync<AttemptStanding>(
            async () =>
            {
                var attempt = await db.ChargeAttempts.SingleAsync(a => a.Id == attemptId, cancellationToken);
                var invoice = await db.Invoices.SingleAsync(i => i.Id == attempt.InvoiceId, cancellationToken);
                attempt.CheckoutId = checkout.Id;
                attempt.AskedAt = calendar.Now;
                if (attempt.State != AttemptState.Pending && !checkout.Paid)
                    return StandingOf(attempt);   // an old answer; whatever the invoice waits for now is another attempt's

                NoteDecline(attempt, checkout.LastDecline);

                switch (checkout)
                {
                    case { Paid: true }:
                        await recordPayment.RunAsync(MoneyOf(attempt, checkout), cancellationToken);
                        if (attempt.State == AttemptState.Pending)
                            invoice.ProcessingSince = null;
                        Finish(attempt, AttemptState.Succeeded);
                        return new AttemptStanding.Paid();

                    case { State: CheckoutState.Open, Url: { } page }:
                        return new AttemptStanding.Waiting(page, attempt.DeclineCode);

                    case { State: CheckoutState.Open }:
                        return new AttemptStanding.Unknown();

                    case { State: CheckoutState.Expired }:
                    case { State: CheckoutState.Complete, Payment: PaymentState.NeedsMethod or PaymentState.Canceled }:
                        invoice.ProcessingSince = null;
                        if (attempt.DeclineCode is not null)
                            await failedMail.QueueAsync(attempt, cancellationToken);

                        Finish(attempt, attempt.DeclineCode is null ? AttemptState.Expired : AttemptState.Failed);
                        return new AttemptStanding.Over(attempt.DeclineCode);

                    default:   // the member has finished, and nobody says that it failed
                        invoice.ProcessingSince ??= calendar.Now;
                        return new AttemptStanding.Processing();
                }
            },
            cancellationToken);
    }

    /// <summary>
    /// The provider has no page for the attempt, so nothing can have been charged; one whose page was found meanwhile stays.
    /// </summary>
    public Task GiveUpAsync(string attemptId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var attempt = await db.ChargeAttempts.SingleAsync(a => a.Id == attemptId, cancellationToken);
            if (attempt.CheckoutId is null)
                Finish(attempt, AttemptState.Failed);
        },
        cancellationToken);

    /// <summary>The provider no longer knows the page that it opened; long after its end, nothing can come of it.</summary>
    public Task ForgetPageAsync(string attemptId, CancellationToken cancellationToken) => db.WriteAsync(
        async () => Finish(
            await db.ChargeAttempts.SingleAsync(a => a.Id == attemptId, cancellationToken), AttemptState.Failed),
        cancellationToken);

    private static AttemptStanding StandingOf(ChargeAttempt finished) => finished.State == AttemptState.Succeeded
        ? new AttemptStanding.Paid()
        : new AttemptStanding.Over(finished.DeclineCode);

    private void NoteDecline(ChargeAttempt attempt, Decline? decline)
    {
        if (decline is null || decline.Code == attempt.DeclineCode)
            return;

        attempt.DeclineCode = decline.Code;
        db.InvoiceLog.Add(new InvoiceLogEntry
        {
            InvoiceId = attempt.InvoiceId,
            At = calendar.Now,
            What = InvoiceHappening.PaymentDeclined,
            By = Actor.Provider,
            Amount = attempt.Amount,
        });
    }

    private void Finish(ChargeAttempt attempt, AttemptState state)
    {
        if (attempt.State != AttemptState.Pending && state != AttemptState.Succeeded)
            return;

        attempt.State = state;
        attempt.FinishedAt ??= calendar.Now;
    }

    private ReceivedMoney MoneyOf(ChargeAttempt attempt, Checkout checkout) => new()
    {
        Source = $"stripe:{checkout.PaymentIntentId ?? throw new InvalidOperationException($"Checkout {checkout.Id} is paid without a payment.")}",
        InvoiceId = attempt.InvoiceId,
        Amount = new Money(checkout.AmountMinor, Currency.Of(checkout.Currency)),
        Way = checkout.Method?.Type == "sepa_debit" ? PaymentWay.DirectDebit : PaymentWay.Card,
        Account = AccountKind.AtProvider,
        CardBrand = checkout.Method?.Brand,
        Last4 = checkout.Method?.Last4,
        HappenedAt = checkout.SettledAt ?? calendar.Now,
        By = Actor.Provider,
    };
}
