using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Disputes;

/// <summary>Disputes can be read, and given up by closing them.</summary>
internal sealed class DisputeResource(SandboxStore store, DisputeBook disputes) : IResource
{
    private const string Kind = "dispute";

    public void Map(ApiRoutes routes)
    {
        routes.Get("disputes", List);
        routes.Get("disputes/{id}", call =>
        {
            call.Begin();
            return Find(call);
        });
        routes.Post("disputes/{id}/close", Close);
    }

    private JsonObject Close(ApiCall call)
    {
        call.Begin();

        var dispute = Find(call);
        if (!DisputeBook.IsOpen(dispute))
            throw StripeErrors.Invalid($"This dispute is already closed with a status of {dispute.Text("status")}.");

        disputes.Close(dispute, isWon: false, call.Cause);
        return dispute;
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var charge = call.Parameters.Filled("charge");
        var intent = call.Parameters.Filled("payment_intent");
        call.Begin();

        return page.Of(store.Disputes, Kind, call.Path, dispute =>
            (charge is null || dispute.Is("charge", charge)) && (intent is null || dispute.Is("payment_intent", intent)));
    }

    private JsonObject Find(ApiCall call) => store.Disputes.Find(call.Id) ?? throw StripeErrors.NotFound(Kind, call.Id);
}
