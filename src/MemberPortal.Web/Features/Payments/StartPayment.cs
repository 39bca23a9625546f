using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Payments;

/// <summary>
/// A tap on Pay: opens a payment page at the provider, charges the method on file, or goes on with what was begun. The
/// attempt is written first and its id is the idempotency key: a second tap, a second browser and a crash all end at the
/// same page or charge (3-money.md, "Charging, without ever charging twice"). Another way to pay closes the one that is
/// open, and books it if it proves paid.
/// </summary>
internal sealed class StartPayment(
    BeginAttempt beginAttempt, AttemptAtProvider provider, SettleAttempt settleAttempt, RecoverAttempt recoverAttempt, ChargesUnderWay underWay)
{
    public async Task<PaymentOutcome> RunAsync(PaymentWish wish, CancellationToken cancellationToken)
    {
        var begun = await beginAttempt.RunAsync(wish, cancellationToken);
        if (begun.Lost is { } lost)
        {
            await LookForAsync(lost, cancellationToken);
            begun = await beginAttempt.RunAsync(wish, cancellationToken);
        }

        if (begun.InTheWay.Count > 0)
        {
            foreach (var attemptId in begun.InTheWay)
            {
                if (await ClearAsync(attemptId, isSame: attemptId == begun.Resumed, cancellationToken) is { } answer)
                    return answer;
            }

            // They are over and took nothing.
            begun = await beginAttempt.RunAsync(wish, cancellationToken);
        }

        // A plain no ends an attempt: it may have come too late for its page's time, or with a customer who is gone. One
        // more, with a key of its own, has neither fault.
        return await OpenAsync(begun, cancellationToken)
            ?? await OpenAsync(await beginAttempt.RunAsync(wish, cancellationToken), cancellationToken)
            ?? (wish.Way == AttemptWay.SavedMethod ? new PaymentOutcome.NoMethod() : new PaymentOutcome.ProviderAway());
    }

    /// <summary>As the job does, which comes later: where nobody answers, a charge may be under way for all we know.</summary>
    private async Task LookForAsync(ChargeAttempt lost, CancellationToken cancellationToken)
    {
        try
        {
            await recoverAttempt.LookForAsync(lost, cancellationToken);
        }
        catch (Exception unanswered) when (unanswered is StripeUnavailable or StripeRefused)
        {
        }
    }

    /// <returns>Where to go instead of beginning anew; null once that attempt is over.</returns>
    private async Task<PaymentOutcome?> ClearAsync(string attemptId, bool isSame, CancellationToken cancellationToken)
    {
        var standing = await settleAttempt.RunAsync(attemptId, cancellationToken);
        if (!isSame && standing is AttemptStanding.Waiting or AttemptStanding.NeedsConfirmation)
            standing = await settleAttempt.CloseAsync(attemptId, cancellationToken);

        return standing switch
        {
            AttemptStanding.Paid => new PaymentOutcome.NothingToPay(),
            AttemptStanding.Processing or AttemptStanding.Unknown => new PaymentOutcome.UnderWay(),
            AttemptStanding.Waiting(var page, _) => new PaymentOutcome.PayAt(page),
            AttemptStanding.NeedsConfirmation => new PaymentOutcome.SeeAttempt(attemptId),
            _ => null,
        };
    }

    /// <returns>Null when the provider said no.</returns>
    private async Task<PaymentOutcome?> OpenAsync(Begun begun, CancellationToken cancellationToken)
    {
        if (begun.Attempt is not { } attempt)
            return begun.Refusal ?? new PaymentOutcome.UnderWay();   // still lost, or somebody else began in between

        using var _ = underWay.Add(attempt.Id);
        try
        {
            var report = await provider.OpenAsync(attempt, cancellationToken);
            return await settleAttempt.ApplyAsync(attempt.Id, report, cancellationToken) switch
            {
                AttemptStanding.Waiting(var page, _) => new PaymentOutcome.PayAt(page),
                _ when attempt.Way == AttemptWay.SavedMethod => new PaymentOutcome.SeeAttempt(attempt.Id),
                _ => new PaymentOutcome.UnderWay(),
            };
        }
        catch (StorageUnavailableException) when (attempt.Way == AttemptWay.SavedMethod)
        {
            return new PaymentOutcome.SeeAttempt(attempt.Id);   // it may have been charged: nobody is told that nothing was
        }
        catch (StripeUnavailable)
        {
            return attempt.Way == AttemptWay.SavedMethod ? new PaymentOutcome.SeeAttempt(attempt.Id) : new PaymentOutcome.ProviderAway();
        }
        catch (StripeRefused)
        {
            await settleAttempt.GiveUpAsync(attempt.Id, cancellationToken);
            return null;
        }
    }
}
