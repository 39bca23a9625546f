using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>What goes back over the wire. <see cref="ReplayOf"/> is the first request's id when the body comes from its idempotency key.</summary>
internal sealed record ApiAnswer(int Status, string Body, string? ReplayOf = null)
{
    public string ContentType { get; init; } = "application/json";

    public static ApiAnswer Of(JsonObject body) => new(200, body.ToJsonString(Json.AsStripe));

    public static ApiAnswer Of(StripeErrorException e, string requestId) => Error(e.Status, e.Error, requestId);

    public static ApiAnswer Error(int status, JsonObject error, string requestId)
    {
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}";
        return new ApiAnswer(status, new JsonObject { ["error"] = error }.ToJsonString(Json.AsStripe));
    }
}
