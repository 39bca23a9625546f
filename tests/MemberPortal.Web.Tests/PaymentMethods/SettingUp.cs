using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.PaymentMethods;

/// <summary>What a member does to put a method on file, in the trade's words.</summary>
internal static class SettingUp
{
    /// <summary>Taps Add or Replace, as the page does.</summary>
    public static Task<SetupOutcome> TapReplaceAsync(this Portal portal, Member member) =>
        portal.RunAsync<StartMethodSetup, SetupOutcome>(start => start.RunAsync(member.Id, default));

    /// <summary>Taps it and expects to be led to the provider's page.</summary>
    public static async Task<Uri> OpenSetupPageAsync(this Portal portal, Member member) =>
        Assert.IsType<SetupOutcome.GoTo>(await portal.TapReplaceAsync(member)).Page;

    /// <summary>Comes back from the page of the member's latest try.</summary>
    public static async Task<SetupStanding> ComeBackAsync(this Portal portal, Member member) =>
        await portal.SettleAsync((await portal.SetupsAsync(member)).Last());

    public static Task<SetupStanding> SettleAsync(this Portal portal, MethodSetup setup) =>
        portal.RunAsync<SettleMethodSetup, SetupStanding>(settle => settle.RunAsync(setup.Id, default));

    /// <summary>Puts a card on file on the provider's page, and comes back.</summary>
    public static async Task<PaymentMethod> SetUpAsync(this Portal portal, Member member, string card = StripeStand.GoodCard)
    {
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member), card);
        Assert.IsType<SetupStanding.Done>(await portal.ComeBackAsync(member));
        return (await portal.MethodOfAsync(member))!;
    }

    public static Task<List<MethodSetup>> SetupsAsync(this Portal portal, Member member) => portal.WithDbAsync(db => db.MethodSetups.AsNoTracking()
        .Where(s => s.MemberId == member.Id).OrderBy(s => s.StartedAt).ThenBy(s => s.FinishedAt == null).ToListAsync());

    /// <summary>The provider's reports arrive and are handled, all of them.</summary>
    public static async Task EventsComeAsync(this Portal portal)
    {
        await portal.Stripe.DeliverAsync();
        while (await portal.WithDbAsync(db => db.StripeInbox.AnyAsync(
            e => e.Outcome == EventOutcome.Waiting && e.NextTryAt <= portal.Clock.GetUtcNow().UtcDateTime)))
        {
            await portal.RunJobAsync<HandleStripeEvents>();
        }
    }

    /// <summary>What the provider keeps of the member, after it has been told of what is off the file.</summary>
    public static async Task<IReadOnlyList<string>> KeptAtProviderAsync(this Portal portal, Member member)
    {
        await portal.RunJobAsync<DetachRetiredMethods>();
        var customer = await portal.WithDbAsync(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.ProviderCustomerId).SingleAsync());
        return await portal.Stripe.MethodsOfAsync(customer!);
    }
}
