using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Payouts;

internal sealed class PayoutResource(SandboxStore store) : IResource
{
    private const string Kind = "payout";

    public void Map(ApiRoutes routes)
    {
        routes.Get("payouts", List);
        routes.Get("payouts/{id}", call =>
        {
            call.Begin();
            return store.Payouts.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);
        });
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var arrival = TimeRange.Read(call.Parameters, "arrival_date");
        var status = call.Parameters.OneOf("status", "pending", "in_transit", "paid", "failed", "canceled");
        var destination = call.Parameters.Filled("destination");
        call.Begin();

        return page.Of(store.Payouts, Kind, call.Path, payout =>
            arrival.Contains(payout.Number("arrival_date"))
            && (status is null || payout.Is("status", status))
            && (destination is null || payout.Is("destination", destination)));
    }
}
