using System.ComponentModel.DataAnnotations;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

public sealed class StripeOptionsTests
{
    [Theory]
    [InlineData("sk_live_x", "whsec_a", "https://api.stripe.com", null)]
    [InlineData("rk_test_x", "whsec_a whsec_b", "http://localhost:5081", null)]
    [InlineData("", "whsec_a", "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("pk_live_x", "whsec_a", "https://api.stripe.com", nameof(StripeOptions.SecretKey))]
    [InlineData("sk_live_x", "", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData("sk_live_x", "whsec_a hush", "https://api.stripe.com", nameof(StripeOptions.WebhookSecrets))]
    [InlineData("sk_live_x", "whsec_a", "http://api.stripe.com", nameof(StripeOptions.ApiBase))]
    [InlineData("sk_live_x", "whsec_a", "ftp://localhost", nameof(StripeOptions.ApiBase))]
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
