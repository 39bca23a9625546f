using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Tests.Support;

/// <summary>What came back over the wire.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonNode? this[string field] => Json[field];

    public string Id => this["id"]!.GetValue<string>();

    public string? Text(params string[] path) => path.Aggregate((JsonNode?)Json, (node, name) => node?[name])?.ToString();

    public string? ErrorCode => Text("error", "code");

    public string? ErrorParam => Text("error", "param");

    public string[] Ids => [.. this["data"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    public string? Location => Headers.GetValueOrDefault("Location");

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));
}
