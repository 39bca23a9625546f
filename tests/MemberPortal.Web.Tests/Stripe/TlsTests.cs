using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>Somebody answers at the provider's address who does not speak TLS, or not as the provider does.</summary>
public sealed class TlsTests : StripeAtTheWire
{
    private protected override Uri ApiBase => new UriBuilder(Fake.Address) { Scheme = Uri.UriSchemeHttps }.Uri;

    [Fact, Trait("Fault", "F25")]
    public async Task Without_TLS_nothing_is_sent_it_is_tried_again_and_what_happened_is_left_open()
    {
        var call = Stripe.CreateCheckoutAsync(NewCheckout, "key-7", default);
        await PassTheWaitAsync();
        await PassTheWaitAsync();

        await Assert.ThrowsAsync<StripeUnavailable>(() => call);
        Assert.Equal(0, Fake.Waiting);
    }
}
