using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Stripe;

internal static class StripeRegistration
{
    /// <summary>The provider, spoken to over plain HTTP. Needs a <see cref="TimeProvider"/>.</summary>
    public static void AddStripe(this IServiceCollection services)
    {
        services.AddOptions<StripeOptions>()
            .BindConfiguration(StripeOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddHttpContextAccessor();
        services.AddSingleton<StripePatience>();
        services.AddSingleton<StripeTries>();
        services.AddSingleton<EventInbox>();
        services.AddSingleton<ProviderDashboard>();
        services.AddScoped<IStripe, HttpStripe>();
        services.AddHttpClient<StripeApi>((provider, http) =>
                StripeApi.Prepare(http, provider.GetRequiredService<IOptions<StripeOptions>>().Value))
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();   // StripeApi logs what may be logged
    }
}
