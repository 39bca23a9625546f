using System.Text.Json.Nodes;

namespace MemberPortal.StripeSandbox.Api;

/// <summary>An answer that is an error, in the words of Stripe's API (6-stripe.md, 6).</summary>
internal sealed class StripeErrorException(int status, JsonObject error) : Exception(error["message"]?.GetValue<string>())
{
    public int Status { get; } = status;

    public JsonObject Error { get; } = error;
}
