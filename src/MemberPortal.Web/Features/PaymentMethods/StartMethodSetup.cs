using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Localization;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.PaymentMethods;

/// <summary>
/// A tap on Add or Replace: opens a page at the provider on which a method is put on file, or leads to the one that is
/// open. The try is written first and its id is the idempotency key, as with payments: a second tap, a second browser and
/// a crash all end at the same page. What is on file stays until the new method is there.
/// </summary>
internal sealed class StartMethodSetup(
    PortalDbContext db,
    IStripe stripe,
    ProviderCustomer customers,
    SettleMethodSetup settleSetup,
    PortalAddress address,
    IOptions<OrganisationOptions> organisation,
    BillingCalendar calendar)
{
    /// <summary>The provider wants 30 minutes at least by its own clock; the five more are for slow ways there.</summary>
    private static readonly TimeSpan PageLife = TimeSpan.FromMinutes(35);

    /// <remarks>A page that is over is replaced by another, with a key of its own.</remarks>
    public async Task<SetupOutcome> RunAsync(int memberId, CancellationToken cancellationToken) =>
        await OpenAsync(await BeginAsync(memberId, cancellationToken), cancellationToken)
        ?? await OpenAsync(await BeginAsync(memberId, cancellationToken), cancellationToken)
        ?? new SetupOutcome.ProviderAway();

    private Task<MethodSetup> BeginAsync(int memberId, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var pending = await db.MethodSetups.SingleOrDefaultAsync(
                s => s.MemberId == memberId && s.State == AttemptState.Pending, cancellationToken);
            if (pending is not null)
                return pending;

            var now = calendar.Now;
            var setup = new MethodSetup
            {
                Id = MethodSetup.NewId(),
                MemberId = memberId,
                Language = Language.Current.Code,
                StartedAt = now,
                PageExpiresAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + PageLife,
            };
            db.MethodSetups.Add(setup);
            return setup;
        },
        cancellationToken);

    /// <returns>Null when the page is over, or the provider said no.</returns>
    private async Task<SetupOutcome?> OpenAsync(MethodSetup setup, CancellationToken cancellationToken)
    {
        try
        {
            var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == setup.MemberId, cancellationToken);
            if (await customers.OfAsync(member, cancellationToken) is not { } customerId)
            {
                await settleSetup.GiveUpAsync(setup.Id, cancellationToken);
                return new SetupOutcome.NoAddress();
            }

            var page = setup.CheckoutId is { } known
                ? await stripe.GetSetupAsync(known, cancellationToken)
                : await stripe.CreateSetupAsync(PageOf(setup, customerId), setup.Id, cancellationToken);
            return await settleSetup.ApplyAsync(setup.Id, page, cancellationToken) switch
            {
                SetupStanding.Waiting(var opened, _) => new SetupOutcome.GoTo(opened),
                SetupStanding.Over => null,
                _ => new SetupOutcome.SeeSetup(setup.Id),
            };
        }
        catch (StripeUnavailable)
        {
            return new SetupOutcome.ProviderAway();
        }
        catch (StripeRefused refused)
        {
            if (refused.Param == "customer")
                await customers.ForgetAsync(setup.MemberId, cancellationToken);

            await settleSetup.GiveUpAsync(setup.Id, cancellationToken);
            return null;
        }
    }

    private NewSetup PageOf(MethodSetup setup, string customerId)
    {
        var back = address.Of($"/payment-method/setup/{setup.Id}");
        return new()
        {
            Reference = setup.Id,
            CustomerId = customerId,
            Currency = organisation.Value.Currency,
            Language = setup.Language,
            SuccessUrl = back,
            CancelUrl = back,
            ExpiresAt = setup.PageExpiresAt,
        };
    }
}
