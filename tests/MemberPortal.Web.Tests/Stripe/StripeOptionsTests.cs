using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

public sealed class StripeOptionsTests
{
    private const string Key = "sk_live_0123456789abcdef";
    private const string Secret = "whsec_0123456789abcdef";

    [Theory]
    [InlineData(Key, Secret, "https://api.stripe.com", null)]
    [InlineData("rk_test_0123456789ABCDEF", Secret + " whsec_0123456789/bc+ef=", "http://localhost:5081", null)]
    [InlineData("", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("sk_live_", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("sk_live_0123456789abcde", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("sk_live_0123456789abcde…", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("sk_0123456789abcdef", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("pk_live_0123456789abcdef", Secret, "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData(Key, "", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, "whsec_", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, "whsec_0123456789abcde", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, "whsec_0123456789abcde…", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, Secret + "\n", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, Secret + " hush", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData(Key, Secret, "http://api.stripe.com", nameof(StripeOptions.ApiBase))]
    [InlineData(Key, Secret, "ftp://localhost", nameof(StripeOptions.ApiBase))]
    public void A_setting_that_cannot_work_is_named(string key, string secrets, string apiBase, string? named)
    {
        var options = new StripeOptions
        {
            SecretKey = key,
            WebhookSecrets = secrets.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ApiBase = new(apiBase),
        };

        var complaints = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), complaints, validateAllProperties: true);

        Assert.Equal(named is null ? [] : [named], complaints.SelectMany(complaint => complaint.MemberNames));
    }
}
