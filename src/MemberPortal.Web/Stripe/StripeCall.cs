using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace MemberPortal.Web.Stripe;

/// <summary>A call as it is made, as often as it takes: each try is the same request with the same key.</summary>
internal sealed record StripeCall
{
    /// <summary>Method and path without its ids: fit for a log.</summary>
    public required string Name { get; init; }

    public required HttpMethod Method { get; init; }
    public required string Path { get; init; }
    public required Dictionary<string, string> Fields { get; init; }
    public required string? IdempotencyKey { get; init; }

    public static StripeCall Get(FormattableString path, Dictionary<string, string> query) => new()
    {
        Name = $"GET {Template(path)}",
        Method = HttpMethod.Get,
        Path = Escaped(path) + new QueryBuilder(query),
        Fields = [],
        IdempotencyKey = null,
    };

    public static StripeCall Post(
        FormattableString path, string idempotencyKey, Dictionary<string, string> form) => new()
    {
        Name = $"POST {Template(path)}",
        Method = HttpMethod.Post,
        Path = Escaped(path),
        Fields = form,
        IdempotencyKey = idempotencyKey,
    };

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Path);
        if (IdempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", IdempotencyKey);
            request.Content = new FormUrlEncodedContent(Fields);
        }

        return request;
    }

    private static string Template(FormattableString path) =>
        path.Format.Replace("{0}", "{id}", StringComparison.Ordinal);

    private static string Escaped(FormattableString path) =>
        string.Format(
            CultureInfo.InvariantCulture,
            path.Format,
            [.. path.GetArguments().Select(id => Uri.EscapeDataString((string)id!))]);
}
