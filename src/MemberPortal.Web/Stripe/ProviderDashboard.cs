using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Stripe;

/// <summary>Where a person looks at a payment on the provider's own pages: Stripe's, or those of the sandbox.</summary>
internal sealed class ProviderDashboard(IOptions<StripeOptions> options)
{
    public Uri PaymentOf(string id) => options.Value.ApiBase.Host == "api.stripe.com"
        ? new Uri($"https://dashboard.stripe.com/payments/{Uri.EscapeDataString(id)}")
        : new Uri(options.Value.ApiBase, $"/_sandbox/objects/{Uri.EscapeDataString(id)}");
}
