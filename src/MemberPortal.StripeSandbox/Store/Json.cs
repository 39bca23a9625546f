using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Store;

/// <summary>Objects are kept as the JSON they are answered with; these read their fields.</summary>
internal static class Json
{
    /// <summary>As Stripe writes it: indented, and UTF-8 instead of escapes.</summary>
    public static readonly JsonSerializerOptions AsStripe = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string? Text(this JsonNode item, string name) => item[name]?.GetValue<string>();

    public static string Id(this JsonNode item) => item["id"]!.GetValue<string>();

    /// <summary>A whole number; 0 where the field is absent or null.</summary>
    public static long Number(this JsonNode item, string name) => item[name]?.GetValue<long>() ?? 0;

    public static bool Is(this JsonNode item, string name, string value) => item.Text(name) == value;

    public static JsonObject Copy(this JsonObject item) => item.DeepClone().AsObject();
}
