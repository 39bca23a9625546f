using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Jobs.Cases;

/// <summary>Three payments, each reported twice over.</summary>
internal sealed class ReportedPayments : JobCase
{
    private IReadOnlyList<Invoice> _invoices = [];

    public override IReadOnlyList<string> Expected { get; } =
        [.. Enumerable.Repeat("1 payment, 1 receipt, received 120000", 3), "events handled: 6"];

    public override async Task ArrangeAsync(NodesPortal portal)
    {
        _invoices = await portal.PayAndCloseTheTabAsync();
        foreach (var invoice in _invoices)
        {
            await portal.ReportAsync("checkout.session.completed", invoice);
            await portal.ReportAsync("payment_intent.succeeded", invoice);
        }
    }

    public override async Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal) =>
    [
        .. await PaymentsOf.EachAsync(portal, _invoices),
        $"events handled: {await portal.WithDbAsync(db => db.StripeInbox.CountAsync(e => e.Outcome == EventOutcome.Handled))}",
    ];
}
