using System.ComponentModel.DataAnnotations;

namespace MemberPortal.Web.Stripe;

/// <summary>Section "Stripe" of the settings. The portal does not start without the secrets.</summary>
internal sealed class StripeOptions : IValidatableObject
{
    public const string Section = "Stripe";

    [Required, RegularExpression("^(sk|rk)_.+", ErrorMessage = "Stripe:SecretKey starts with sk_ or rk_.")]
    public required string SecretKey { get; init; }

    /// <summary>All that are accepted: while a secret is rolled, the old one and the new one.</summary>
    [Required, MinLength(1, ErrorMessage = "Stripe:WebhookSecrets has at least one secret.")]
    public required IReadOnlyList<string> WebhookSecrets { get; init; }

    /// <summary>Where the API is: Stripe itself, or the sandbox.</summary>
    public Uri ApiBase { get; init; } = new("https://api.stripe.com");

    /// <summary>Where payment pages are. Members are sent nowhere else, and the CSP's form-action names it.</summary>
    public Uri CheckoutOrigin { get; init; } = new("https://checkout.stripe.com");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WebhookSecrets?.Any(secret => !secret.StartsWith("whsec_", StringComparison.Ordinal)) == true)
            yield return new("Stripe:WebhookSecrets each start with whsec_.", [nameof(WebhookSecrets)]);

        if (!IsSafe(ApiBase))
            yield return new("Stripe:ApiBase is an https address, or one on this machine.", [nameof(ApiBase)]);

        if (!IsSafe(CheckoutOrigin))
            yield return new(
                "Stripe:CheckoutOrigin is an https address, or one on this machine.", [nameof(CheckoutOrigin)]);
    }

    private static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri &&
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
