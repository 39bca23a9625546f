using System.Globalization;

namespace MemberPortal.Web.Stripe;

/// <summary>The provider said no: what was asked has not happened. Carries codes, never its wording.</summary>
/// <remarks>Type idempotency_error: the key was used with other fields before, and that may have succeeded.</remarks>
internal sealed class StripeRefused(int httpStatus, string type, string? code = null, string? param = null)
    : Exception(string.Create(
        CultureInfo.InvariantCulture, $"Stripe refused: {httpStatus} {type} {code} {param}").TrimEnd())
{
    public int HttpStatus { get; } = httpStatus;
    public string Type { get; } = type;
    public string? Code { get; } = code;

    /// <summary>The field that was refused, by its name there.</summary>
    public string? Param { get; } = param;
}
