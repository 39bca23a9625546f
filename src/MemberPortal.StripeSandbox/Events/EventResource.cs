using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Events;

internal sealed class EventResource(SandboxStore store) : IResource
{
    public void Map(ApiRoutes routes)
    {
        routes.Get("events", List);
        routes.Get("events/{id}", call =>
        {
            call.Begin();
            return store.Events.Find(call.Id) ?? throw StripeErrors.NotFound("event", call.Id);
        });
    }

    private JsonObject List(ApiCall call)
    {
        var page = Page.Read(call.Parameters);
        var type = call.Parameters.Filled("type");
        var types = call.Parameters.Texts("types");
        call.Begin();

        return page.Of(store.Events, "event", call.Path, e =>
            (type is null || Matches(e.Text("type")!, type)) && (types.Count == 0 || types.Contains(e.Text("type")!)));
    }

    /// <summary><c>charge.*</c> stands for all that begins so.</summary>
    private static bool Matches(string type, string pattern) =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern;
}
