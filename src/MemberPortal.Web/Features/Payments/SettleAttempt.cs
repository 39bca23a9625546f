using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// Asks the provider how an attempt stands and writes what it answers: the payment, its journal entry and the receipts in
/// one transaction. Called on the way back from the payment page, by the webhook's events, by the job that recovers
/// attempts and by a second tap on Pay: whoever comes second changes nothing.
/// </summary>
internal sealed class SettleAttempt(
    PortalDbContext db,
    AttemptAtProvider provider,
    RecordPayment recordPayment,
    MethodOnFile methodOnFile,
    PaymentFailedMail failedMail,
    BillingCalendar calendar)
{
    public Task<AttemptStanding> RunAsync(string attemptId, CancellationToken cancellationToken) =>
        RunAsync(attemptId, reportedId: null, cancellationToken);

    /// <param name="attemptId">Ours.</param>
    /// <param name="reportedId">The page or payment that the provider named as the attempt's, for one whose answer was lost.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<AttemptStanding> RunAsync(string attemptId, string? reportedId, CancellationToken cancellationToken)
    {
        var attempt = await FindAsync(attemptId, cancellationToken);
        if (attempt is null)
            return new AttemptStanding.NoSuchAttempt();
        if (attempt.State == AttemptState.Succeeded && (reportedId is null || reportedId == attempt.CheckoutId || reportedId == attempt.PaymentIntentId))
            return new AttemptStanding.Paid();
        if (attempt.IsKnownToProvider || reportedId is not null)
            return await ApplyAsync(attemptId, () => provider.AskAsync(attempt, reportedId, cancellationToken), cancellationToken);

        return attempt.State == AttemptState.Pending ? new AttemptStanding.Unknown() : new AttemptStanding.Over(attempt.DeclineCode);
    }

    /// <summary>As it was known last: nobody is asked.</summary>
    public async Task<AttemptStanding> LastKnownAsync(string attemptId, CancellationToken cancellationToken) =>
        await FindAsync(attemptId, cancellationToken) switch
        {
            null => new AttemptStanding.NoSuchAttempt(),
            { State: AttemptState.Pending } => new AttemptStanding.Unknown(),
            var finished => StandingOf(finished),
        };

    /// <summary>Ends the attempt at the provider; where it was paid meanwhile, books that.</summary>
    public async Task<AttemptStanding> CloseAsync(string attemptId, CancellationToken cancellationToken)
    {
        var attempt = await FindAsync(attemptId, cancellationToken);
        return attempt is not { IsKnownToProvider: true }
            ? new AttemptStanding.Unknown()
            : await ApplyAsync(attemptId, () => provider.CloseAsync(attempt, cancellationToken), cancellationToken);
    }

    /// <summary>Writes what the provider says of an attempt. Repeatable: only what is new is written.</summary>
    public Task<AttemptStanding> ApplyAsync(string attemptId, ProviderReport report, CancellationToken cancellationToken)
    {
        if (report.Reference != attemptId)
            throw new InvalidOperationException($"{report.CheckoutId ?? report.PaymentIntentId} is not of attempt {attemptId}.");

        return db.WriteAsync<AttemptStanding>(
            async () =>
            {
                var attempt = await db.ChargeAttempts.Include(a => a.Claims).SingleAsync(a => a.Id == attemptId, cancellationToken);
                if (report.State is ReportedState.Processing or ReportedState.NeedsConfirmation)
                    await TakeUpAsync(attempt, cancellationToken);

                attempt.CheckoutId ??= report.CheckoutId;
                attempt.PaymentIntentId ??= report.PaymentIntentId;
                attempt.AskedAt = calendar.Now;
                if (attempt.State != AttemptState.Pending && report.State != ReportedState.Paid)
                {
                    // An old answer, or another attempt has the invoices: nobody is told that nothing is charged while it may be.
                    return report.State == ReportedState.Processing ? new AttemptStanding.Processing(report.ExpectedOn) : StandingOf(attempt);
                }

                NoteDecline(attempt, report.LastDecline);
                return report.State switch
                {
                    ReportedState.Paid => await PaidAsync(attempt, report, cancellationToken),
                    ReportedState.Open => new AttemptStanding.Waiting(report.Page!, attempt.DeclineCode),
                    ReportedState.NeedsConfirmation => await ConfirmingAsync(attempt, report, cancellationToken),
                    ReportedState.Processing => await ProcessingAsync(attempt, report, cancellationToken),
                    ReportedState.Over => await OverAsync(attempt, report, cancellationToken),
                    ReportedState.Unclear => new AttemptStanding.Unknown(),
                };
            },
            cancellationToken);
    }

    /// <summary>
    /// That an attempt came to nothing was our guess, where the provider had not named it: what it now has under way goes
    /// on, unless another attempt has the invoices meanwhile.
    /// </summary>
    private async Task TakeUpAsync(ChargeAttempt attempt, CancellationToken cancellationToken)
    {
        var invoices = attempt.Claims.ConvertAll(claim => claim.InvoiceId);
        if (attempt is not { State: AttemptState.Failed, IsKnownToProvider: false }
            || await db.AttemptClaims.AnyAsync(claim => claim.ReleasedAt == null && invoices.Contains(claim.InvoiceId), cancellationToken))
        {
            return;
        }

        attempt.State = AttemptState.Pending;
        attempt.FinishedAt = null;
        foreach (var claim in attempt.Claims)
            claim.ReleasedAt = null;
    }

    /// <summary>
    /// The provider has nothing for the attempt, so nothing can have been charged; one that was found meanwhile stays.
    /// </summary>
    public Task GiveUpAsync(string attemptId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var attempt = await db.ChargeAttempts.Include(a => a.Claims).SingleAsync(a => a.Id == attemptId, cancellationToken);
            if (!attempt.IsKnownToProvider)
                Finish(attempt, AttemptState.Failed);
        },
        cancellationToken);

    /// <summary>The provider no longer knows the page that it opened; long after its end, nothing can come of it.</summary>
    public Task ForgetPageAsync(string attemptId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var attempt = await db.ChargeAttempts.Include(a => a.Claims).SingleAsync(a => a.Id == attemptId, cancellationToken);
            if (attempt.State == AttemptState.Pending)
                await MarkAsync(attempt, processingSince: null, actionRequiredAt: null, cancellationToken);

            Finish(attempt, AttemptState.Failed);
        },
        cancellationToken);

    private Task<ChargeAttempt?> FindAsync(string attemptId, CancellationToken cancellationToken) =>
        db.ChargeAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attemptId, cancellationToken);

    private async Task<AttemptStanding> ApplyAsync(
        string attemptId, Func<Task<ProviderReport>> ask, CancellationToken cancellationToken)
    {
        ProviderReport report;
        try
        {
            report = await ask();
        }
        catch (StripeRefused refused)
        {
            return new AttemptStanding.Unknown(refused.HttpStatus == StatusCodes.Status404NotFound);
        }
        catch (StripeUnavailable)
        {
            return new AttemptStanding.Unknown();
        }

        return await ApplyAsync(attemptId, report, cancellationToken);
    }

    private async Task<AttemptStanding> PaidAsync(ChargeAttempt attempt, ProviderReport report, CancellationToken cancellationToken)
    {
        await recordPayment.RunAsync(MoneyOf(attempt, report), cancellationToken);
        if (attempt.State == AttemptState.Pending)
            await MarkAsync(attempt, processingSince: null, actionRequiredAt: null, cancellationToken);

        if (attempt.FinishedAt is null)
            await methodOnFile.NoteSuccessAsync(attempt, report.Method, cancellationToken);

        if (attempt.State != AttemptState.Succeeded)
            attempt.PaymentIntentId = report.PaymentIntentId;   // not one that was tried before it

        Finish(attempt, AttemptState.Succeeded);
        return new AttemptStanding.Paid();
    }

    private async Task<AttemptStanding> ConfirmingAsync(ChargeAttempt attempt, ProviderReport report, CancellationToken cancellationToken)
    {
        attempt.ProcessingSince = null;
        await MarkAsync(attempt, processingSince: null, actionRequiredAt: calendar.Now, cancellationToken);
        return new AttemptStanding.NeedsConfirmation(report.Page!);
    }

    private async Task<AttemptStanding> ProcessingAsync(ChargeAttempt attempt, ProviderReport report, CancellationToken cancellationToken)
    {
        attempt.ProcessingSince ??= calendar.Now;
        attempt.ExpectedOn = report.ExpectedOn ?? attempt.ExpectedOn;
        await MarkAsync(attempt, attempt.ProcessingSince, actionRequiredAt: null, cancellationToken);
        return new AttemptStanding.Processing(attempt.ExpectedOn);
    }

    private async Task<AttemptStanding> OverAsync(ChargeAttempt attempt, ProviderReport report, CancellationToken cancellationToken)
    {
        await MarkAsync(attempt, processingSince: null, actionRequiredAt: null, cancellationToken);
        if (attempt.DeclineCode is not null)
        {
            await methodOnFile.NoteDeclineAsync(attempt, report.LastDecline, cancellationToken);
            if (MembersMayHaveLeft(attempt))
                await failedMail.QueueAsync(attempt, cancellationToken);
        }

        Finish(attempt, attempt.DeclineCode is null ? AttemptState.Expired : AttemptState.Failed);
        return new AttemptStanding.Over(attempt.DeclineCode);
    }

    /// <summary>
    /// Who taps "pay with the card on file" is told on the spot. A page may be left, and a debit bounces days later; that a
    /// stranger's card was declined is no news for the member.
    /// </summary>
    private static bool MembersMayHaveLeft(ChargeAttempt attempt) =>
        attempt.ProcessingSince is not null || attempt is { Way: AttemptWay.Page, PayLinkId: null };

    /// <summary>What the attempt's invoices show while it goes on.</summary>
    private async Task MarkAsync(
        ChargeAttempt attempt, DateTime? processingSince, DateTime? actionRequiredAt, CancellationToken cancellationToken)
    {
        var ids = attempt.Claims.ConvertAll(c => c.InvoiceId);
        foreach (var invoice in await db.Invoices.Where(i => ids.Contains(i.Id)).ToListAsync(cancellationToken))
        {
            invoice.ProcessingSince = processingSince is null ? null : invoice.ProcessingSince ?? processingSince;
            invoice.ActionRequiredAt = actionRequiredAt is null ? null : invoice.ActionRequiredAt ?? actionRequiredAt;
        }
    }

    private static AttemptStanding StandingOf(ChargeAttempt finished) => finished.State == AttemptState.Succeeded
        ? new AttemptStanding.Paid()
        : new AttemptStanding.Over(finished.DeclineCode);

    private void NoteDecline(ChargeAttempt attempt, Decline? decline)
    {
        if (decline is null || decline.Code == attempt.DeclineCode)
            return;

        attempt.DeclineCode = decline.Code;
        db.InvoiceLog.AddRange(attempt.Claims.Select(claim => new InvoiceLogEntry
        {
            InvoiceId = claim.InvoiceId,
            At = calendar.Now,
            What = InvoiceHappening.PaymentDeclined,
            By = Actor.Provider,
            Amount = claim.Amount,
        }));
    }

    private void Finish(ChargeAttempt attempt, AttemptState state)
    {
        if (attempt.State != AttemptState.Pending && state != AttemptState.Succeeded)
            return;

        attempt.State = state;
        attempt.FinishedAt ??= calendar.Now;
        foreach (var claim in attempt.Claims)
            claim.ReleasedAt ??= calendar.Now;
    }

    private ReceivedMoney MoneyOf(ChargeAttempt attempt, ProviderReport report)
    {
        var payment = report.PaymentIntentId ?? throw new InvalidOperationException($"{report.CheckoutId} is paid without a payment.");
        return new()
        {
            Source = $"stripe:{payment}",
            ProviderPaymentId = payment,
            Currency = Currency.Of(report.Currency),
            Parts = PartsOf(attempt, report.AmountMinor),
            Way = report.Method?.Type == "sepa_debit" ? PaymentWay.DirectDebit : PaymentWay.Card,
            Account = AccountKind.AtProvider,
            CardBrand = report.Method?.Brand,
            Last4 = report.Method?.Last4,
            HappenedAt = report.SettledAt ?? calendar.Now,
            By = Actor.Provider,
            CopyTo = attempt.ReceiptTo is { } address ? new(address, attempt.Language) : null,
        };
    }

    /// <summary>As the claims have it; should the provider have taken another amount, the last claim bears the difference.</summary>
    private static List<ReceivedPart> PartsOf(ChargeAttempt attempt, long amount)
    {
        var parts = new List<ReceivedPart>();
        foreach (var claim in attempt.Claims.OrderBy(c => c.Position))
        {
            var isLast = parts.Count == attempt.Claims.Count - 1;
            var part = isLast ? amount : Math.Min(claim.Amount, amount);
            parts.Add(new(claim.InvoiceId, part));
            amount -= part;
        }

        return parts.FindAll(part => part.Minor > 0);
    }
}
