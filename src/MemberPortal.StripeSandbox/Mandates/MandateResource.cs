using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Mandates;

internal sealed class MandateResource(SandboxStore store) : IResource
{
    public void Map(ApiRoutes routes) => routes.Get("mandates/{id}", call =>
    {
        call.Begin();
        return store.Mandates.Find(call.Id) ?? throw StripeErrors.NotFound("mandate", call.Id);
    });
}
