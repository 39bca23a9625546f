using System.Text.Json.Serialization;
using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.Cards;

namespace MemberPortal.StripeSandbox.Control;

/// <summary>What is to go wrong with the next API requests that match.</summary>
internal sealed record Fault
{
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>Requests whose path starts with this.</summary>
    public string Path { get; init; } = "/v1/";

    /// <summary>GET, POST or DELETE; null matches all.</summary>
    public string? Method { get; init; }

    public int Times { get; init; } = 1;

    /// <summary>Of <see cref="FaultKind.Status"/>: 409, 429, 500, 502 (a page of HTML, as a proxy sends) and so on.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The error's code; null for the one that the status usually has.</summary>
    public string? Code { get; init; }

    public int DelayMs { get; init; }

    /// <summary>Sent as Stripe-Should-Retry; null leaves the header out.</summary>
    public bool? ShouldRetry { get; init; }

    [JsonIgnore]
    public TimeSpan Delay => TimeSpan.FromMilliseconds(DelayMs);

    public bool Matches(HttpRequest request) =>
        request.Path.Value!.StartsWith(Path, StringComparison.Ordinal)
        && (Method is null || Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase));

    public ApiAnswer Answer(string requestId) => Status switch
    {
        409 when Code is null => ApiAnswer.Of(StripeErrors.KeyInUse(), requestId),
        429 => ApiAnswer.Error(429, StripeErrors.Body("invalid_request_error", "Request rate limit exceeded.", Code ?? "rate_limit"), requestId),
        502 => new ApiAnswer(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")
        {
            ContentType = "text/html",
        },
        402 => ApiAnswer.Error(402, StripeErrors.Declined(Decline.For(Code ?? "") ?? Decline.Generic with { Code = Code ?? Decline.Generic.Code }), requestId),
        < 424 => ApiAnswer.Error(Status, StripeErrors.Body("invalid_request_error", "The request was refused on demand.", Code), requestId),
        _ => ApiAnswer.Error(Status, StripeErrors.Body("api_error", "An unknown error occurred.", Code), requestId),
    };
}
