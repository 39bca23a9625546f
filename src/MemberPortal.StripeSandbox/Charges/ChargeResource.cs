using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Charges;

internal sealed class ChargeResource(SandboxStore store) : IResource
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("charges", List);
        routes.Get("charges/{id}", call =>
        {
            call.Begin();
            return store.Charges.Find(call.Id) ?? throw StripeErrors.NotFound("charge", call.Id);
        });
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var customer = call.Parameters.Filled("customer");
        var intent = call.Parameters.Filled("payment_intent");
        call.Begin();

        return page.Of(store.Charges, "charge", call.Path, charge =>
            (customer is null || charge.Is("customer", customer))
            && (intent is null || charge.Is("payment_intent", intent)));
    }
}
