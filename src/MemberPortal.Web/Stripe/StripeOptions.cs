using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Stripe;

/// <summary>Section "Stripe" of the settings. The portal does not start without the secrets, nor with the example's.</summary>
internal sealed partial class StripeOptions : IValidatableObject
{
    public const string Section = "Stripe";

    [Required, RegularExpression(
        "(sk|rk)_(live|test)_[A-Za-z0-9_]{16,}", ErrorMessage = "Stripe:SecretKey is a whole key that starts with sk_live_, rk_live_, sk_test_ or rk_test_.")]
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
        if (WebhookSecrets?.Any(secret => !WholeSecret().IsMatch(secret ?? "")) == true)
            yield return new("Stripe:WebhookSecrets are whole secrets that each start with whsec_.", [nameof(WebhookSecrets)]);

        if (!IsSafe(ApiBase))
            yield return new("Stripe:ApiBase is an https address, or one on this machine.", [nameof(ApiBase)]);

        if (!IsSafe(CheckoutOrigin))
            yield return new(
                "Stripe:CheckoutOrigin is an https address, or one on this machine.", [nameof(CheckoutOrigin)]);
    }

    [GeneratedRegex(@"\Awhsec_[A-Za-z0-9+/=_-]{16,}\z")]
    private static partial Regex WholeSecret();

    private static bool IsSafe(Uri address) =>
        address.IsAbsoluteUri &&
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
