using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemberPortal.Web.Stripe.Wire;

/// <summary>A field that is an object's id, or the object itself where it was asked to be expanded.</summary>
internal sealed record Expandable<T>(string Id, T? Object)
    where T : class, IHasId
{
    /// <summary>Decides by what came, not by what was asked.</summary>
    internal sealed class Converter : JsonConverter<Expandable<T>>
    {
        public override Expandable<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return new(reader.GetString()!, null);

            var expanded = JsonSerializer.Deserialize<T>(ref reader, options)!;
            return new(expanded.Id, expanded);
        }

        public override void Write(Utf8JsonWriter writer, Expandable<T> value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Nothing is sent as JSON.");
    }
}
