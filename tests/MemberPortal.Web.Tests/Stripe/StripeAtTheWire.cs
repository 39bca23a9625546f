using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Stripe;

/// <summary>The portal's provider as it is registered, a server that plays the provider, and a clock between them.</summary>
public abstract class StripeAtTheWire : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    internal TestClock Clock { get; } = new();
    internal LogLines Log { get; } = new();
    internal FakeStripe Fake { get; private set; } = null!;
    internal IStripe Stripe => _services.GetRequiredService<IStripe>();

    private protected virtual Uri ApiBase => Fake.Address;

    internal static NewCheckout NewCheckout { get; } = new()
    {
        Reference = "attempt-7",
        CustomerId = "cus_1",
        CustomerEmail = "anna@example.org",
        AmountMinor = 125_00,
        Currency = "SEK",
        Description = "Faktura 2026-00042 & träning",
        Language = "sv",
        SuccessUrl = new("https://club.example/pay/7/done"),
        CancelUrl = new("https://club.example/pay/7?back=1"),
        ExpiresAt = new(2026, 3, 2, 9, 31, 0, DateTimeKind.Utc),
    };

    public async Task InitializeAsync()
    {
        Fake = await FakeStripe.StartAsync();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = "sk_test_of_the_whole_club",
            ["Stripe:WebhookSecrets:0"] = "whsec_of_the_whole_club",
            ["Stripe:ApiBase"] = ApiBase.AbsoluteUri,
        }).Build());
        services.AddStripe();
        _services = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await Fake.DisposeAsync();
    }

    /// <summary>From here on somebody waits for a page.</summary>
    internal void OpenAPage() =>
        _services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();

    /// <summary>Lets the wait before the next try pass, and says how long it was.</summary>
    internal async Task<TimeSpan> PassTheWaitAsync()
    {
        var wait = await Clock.WaitedOnAsync(TimeSpan.FromSeconds(5));
        Clock.Advance(wait);
        return wait;
    }
}
