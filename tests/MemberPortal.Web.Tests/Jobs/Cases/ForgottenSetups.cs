using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.PaymentMethods;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Two members who put a card on file at the provider and closed the tab.</summary>
internal sealed class ForgottenSetups : JobCase
{
    public override IReadOnlyList<string> Expected { get; } = ["on file: 2", "succeeded: 2", "waiting to be detached: 0"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        for (var i = 0; i < 2; i++)
            await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(await portal.AddMemberAsync()));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public override Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => portal.WithDbAsync(async db => (IReadOnlyList<string>)
    [
        $"on file: {await db.PaymentMethods.CountAsync()}",
        $"succeeded: {await db.MethodSetups.CountAsync(setup => setup.State == AttemptState.Succeeded)}",
        $"waiting to be detached: {await db.RetiredMethods.CountAsync()}",
    ]);
}
