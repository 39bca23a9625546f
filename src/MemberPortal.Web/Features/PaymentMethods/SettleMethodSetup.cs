using MemberPortal.Web.Data;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// Asks the provider how a try at putting a method on file stands and writes what it answers: the new method, the end of
/// the old one and of the try in one transaction. Called on the way back from the page, by the webhook's events, by the
/// job that recovers tries and by a second tap: whoever comes second changes nothing.
/// </summary>
internal sealed class SettleMethodSetup(PortalDbContext db, IStripe stripe, MethodOnFile methodOnFile, BillingCalendar calendar)
{
    public Task<SetupStanding> RunAsync(string setupId, CancellationToken cancellationToken) =>
        RunAsync(setupId, reportedId: null, cancellationToken);

    /// <param name="setupId">Ours.</param>
    /// <param name="reportedId">The page that the provider named as the try's, for one whose answer was lost.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<SetupStanding> RunAsync(string setupId, string? reportedId, CancellationToken cancellationToken)
    {
        var setup = await db.MethodSetups.AsNoTracking().SingleOrDefaultAsync(s => s.Id == setupId, cancellationToken);
        if (setup is null)
            return new SetupStanding.NoSuchSetup();
        if (setup.State == AttemptState.Succeeded)
            return new SetupStanding.Done();
        if ((setup.CheckoutId ?? reportedId) is not { } pageId)
            return setup.State == AttemptState.Pending ? new SetupStanding.Unknown() : new SetupStanding.Over(setup.DeclineCode);

        SetupPage page;
        try
        {
            page = await stripe.GetSetupAsync(pageId, cancellationToken);
        }
        catch (Exception unanswered) when (unanswered is StripeUnavailable or StripeRefused)
        {
            return new SetupStanding.Unknown();
        }

        return await ApplyAsync(setupId, page, cancellationToken);
    }

    /// <summary>
    /// Writes what the provider says of a try. Repeatable: a method is put on file by it once, so one that was removed since
    /// stays removed.
    /// </summary>
    public Task<SetupStanding> ApplyAsync(string setupId, SetupPage page, CancellationToken cancellationToken)
    {
        if (page.Reference != setupId)
            throw new InvalidOperationException($"{page.Id} is not of setup {setupId}.");

        return db.WriteAsync<SetupStanding>(
            async () =>
            {
                var setup = await db.MethodSetups.SingleAsync(s => s.Id == setupId, cancellationToken);
                setup.CheckoutId ??= page.Id;
                setup.AskedAt = calendar.Now;
                setup.DeclineCode = page.LastDecline?.Code ?? setup.DeclineCode;
                if (setup.State == AttemptState.Succeeded)
                    return new SetupStanding.Done();

                return page.State switch
                {
                    CheckoutState.Complete => await CompleteAsync(setup, page.Method, cancellationToken),
                    CheckoutState.Open when setup.State == AttemptState.Pending => new SetupStanding.Waiting(page.Url!, setup.DeclineCode),
                    CheckoutState.Open or CheckoutState.Expired => Over(setup),
                };
            },
            cancellationToken);
    }

    /// <summary>Nothing can come of the try any more; should the provider know better, that still counts.</summary>
    public Task GiveUpAsync(string setupId, CancellationToken cancellationToken) => db.WriteAsync(
        async () => Finish(await db.MethodSetups.SingleAsync(s => s.Id == setupId, cancellationToken), AttemptState.Failed),
        cancellationToken);

    private async Task<SetupStanding> CompleteAsync(MethodSetup setup, SavedMethod? method, CancellationToken cancellationToken)
    {
        if (method is null)
            return new SetupStanding.Unknown();

        await methodOnFile.PutAsync(setup.MemberId, method, cancellationToken);
        Finish(setup, AttemptState.Succeeded);
        return new SetupStanding.Done();
    }

    private SetupStanding.Over Over(MethodSetup setup)
    {
        Finish(setup, setup.DeclineCode is null ? AttemptState.Expired : AttemptState.Failed);
        return new(setup.DeclineCode);
    }

    private void Finish(MethodSetup setup, AttemptState state)
    {
        if (setup.State != AttemptState.Pending && state != AttemptState.Succeeded)
            return;

        setup.State = state;
        setup.FinishedAt = calendar.Now;
    }
}
