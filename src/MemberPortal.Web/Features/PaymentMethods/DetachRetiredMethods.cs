using MemberPortal.Web.Data;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>Tells the provider of methods that are no longer on file. Detaching twice is harmless, so nothing is claimed.</summary>
internal sealed class DetachRetiredMethods(PortalDbContext db, BillingCalendar calendar, Sweep sweep) : IRetriesItems
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = calendar.Now;
        var waiting = await db.RetiredMethods.AsNoTracking()
            .Where(r => r.DetachedAt == null && r.NextTryAt <= now)
            .OrderBy(r => r.NextTryAt)
            .Select(r => r.ProviderMethodId)
            .ToListAsync(cancellationToken);

        await DetachAsync(waiting, cancellationToken);
    }

    public Task RetryAsync(string item, CancellationToken cancellationToken) => DetachAsync([item], cancellationToken);

    private Task DetachAsync(List<string> ids, CancellationToken cancellationToken) => sweep.EachAsync<DetachRetiredMethod, string>(
        ids, (detach, id) => detach.RunAsync(id, cancellationToken), cancellationToken);
}

/// <summary>Detaches one; a provider who cannot be reached is asked again after a growing pause.</summary>
internal sealed class DetachRetiredMethod(PortalDbContext db, IStripe stripe, BillingCalendar calendar)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public async Task RunAsync(string providerMethodId, CancellationToken cancellationToken)
    {
        try
        {
            await stripe.DetachMethodAsync(providerMethodId, cancellationToken);
        }
        catch (Exception failure) when (failure is StripeUnavailable or StripeRefused)
        {
            await NoteAsync(providerMethodId, PostponeOnce, cancellationToken);
            throw;
        }

        await NoteAsync(providerMethodId, retired => retired.DetachedAt ??= calendar.Now, cancellationToken);
    }

    private void PostponeOnce(RetiredMethod retired)
    {
        var pause = TimeSpan.FromMinutes(1 << Math.Min(retired.Tries++, 6));
        retired.NextTryAt = calendar.Now + (pause < LongestPause ? pause : LongestPause);
    }

    private Task NoteAsync(string providerMethodId, Action<RetiredMethod> note, CancellationToken cancellationToken) => db.WriteAsync(
        async () => note(await db.RetiredMethods.SingleAsync(r => r.ProviderMethodId == providerMethodId, cancellationToken)),
        cancellationToken);
}
