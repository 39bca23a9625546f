using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Three payments whose payer never came back, and of which no webhook told.</summary>
internal sealed class ForgottenPayments : JobCase
{
    private IReadOnlyList<Invoice> _invoices = [];

    public override IReadOnlyList<string> Expected { get; } = [.. Enumerable.Repeat("1 payment, 1 receipt, received 120000", 3)];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        _invoices = await portal.PayAndCloseTheTabAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public override Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) => PaymentsOf.EachAsync(portal, _invoices);
}
