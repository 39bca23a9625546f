using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Store;

internal static class Changes
{
    /// <summary>Takes over what differs; <paramref name="previous"/> has those fields as they were, for an event's previous_attributes.</summary>
    public static void Apply(JsonObject changed, JsonObject target, out JsonObject previous)
    {
        previous = [];
        foreach (var (name, value) in changed)
        {
            if (JsonNode.DeepEquals(target[name], value))
                continue;

            previous[name] = target[name]?.DeepClone();
            target[name] = value?.DeepClone();
        }
    }
}
