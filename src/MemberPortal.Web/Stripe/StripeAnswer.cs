using System.Net;

namespace MemberPortal.Web.Stripe;

/// <summary>One answer from the provider's API, read to its end.</summary>
internal sealed record StripeAnswer
{
    public required HttpStatusCode Status { get; init; }
    public required byte[] Body { get; init; }

    /// <summary>Names the call when asking the provider about it.</summary>
    public required string? RequestId { get; init; }

    /// <summary>The provider's own word on another try, if it has one.</summary>
    public required bool? ShouldRetry { get; init; }

    /// <summary>The stored answer to an earlier call with the same key: true then, perhaps not now.</summary>
    public required bool IsReplay { get; init; }

    public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public static async Task<StripeAnswer> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellationToken) => new()
    {
        Status = response.StatusCode,
        Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
        RequestId = Header(response, "Request-Id"),
        ShouldRetry = bool.TryParse(Header(response, "Stripe-Should-Retry"), out var retry) ? retry : null,
        IsReplay = Header(response, "Idempotent-Replayed") == "true",
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
