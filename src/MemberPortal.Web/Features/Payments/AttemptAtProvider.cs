using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Payments;

/// <summary>An attempt as the provider has it, whichever way it takes the money: a page, or a charge of the method on file.</summary>
internal sealed class AttemptAtProvider(IStripe stripe, PaymentPage page, SavedMethodCharge charge)
{
    /// <summary>Opens the page, or charges; repeated with the same attempt, it is the same one.</summary>
    /// <exception cref="StripeRefused">A plain no: nothing was opened or charged.</exception>
    /// <exception cref="StripeUnavailable">Whether it was is not known.</exception>
    public async Task<ProviderReport> OpenAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => attempt.Way switch
    {
        AttemptWay.Page => ProviderReport.Of(await page.OpenAsync(attempt, cancellationToken)),
        AttemptWay.SavedMethod => ProviderReport.Of(await charge.MakeAsync(attempt, cancellationToken)),
    };

    /// <summary>
    /// How it stands; for an attempt that the provider has named, or whose <paramref name="reportedId"/> it just named: that
    /// one, should it have made two.
    /// </summary>
    public async Task<ProviderReport> AskAsync(ChargeAttempt attempt, string? reportedId, CancellationToken cancellationToken) => attempt.Way switch
    {
        AttemptWay.Page => ProviderReport.Of(await stripe.GetCheckoutAsync((reportedId ?? attempt.CheckoutId)!, cancellationToken)),
        AttemptWay.SavedMethod => ProviderReport.Of(await stripe.GetIntentAsync((reportedId ?? attempt.PaymentIntentId)!, cancellationToken)),
    };

    /// <summary>Ends it unless it has gone on by itself; the answer says which.</summary>
    public async Task<ProviderReport> CloseAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => attempt.Way switch
    {
        AttemptWay.Page => ProviderReport.Of(await stripe.ExpireCheckoutAsync(attempt.CheckoutId!, cancellationToken)),
        AttemptWay.SavedMethod => ProviderReport.Of(await stripe.CancelIntentAsync(attempt.PaymentIntentId!, cancellationToken)),
    };

    /// <summary>
    /// Well before the attempt began, since the provider goes by its own clock and ours may be ahead. What one customer did
    /// is a short list; what everybody did is not.
    /// </summary>
    public static DateTime SearchesFrom(ChargeAttempt attempt, string? customerId) =>
        attempt.StartedAt - (customerId is null ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1));

    /// <summary>Searches for it and opens nothing; null when there is none.</summary>
    public async Task<ProviderReport?> FindAsync(ChargeAttempt attempt, CancellationToken cancellationToken) => attempt.Way switch
    {
        AttemptWay.Page => await page.FindAsync(attempt, cancellationToken) is { } found ? ProviderReport.Of(found) : null,
        AttemptWay.SavedMethod => await charge.FindAsync(attempt, cancellationToken) is { } found ? ProviderReport.Of(found) : null,
    };
}
