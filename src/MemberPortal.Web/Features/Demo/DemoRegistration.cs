using System.Net.Http.Headers;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Demo;

internal static class DemoRegistration
{
    /// <param name="services">Of the portal.</param>
    /// <param name="world">Null in production.</param>
    public static void AddDemo(this IServiceCollection services, DemoWorld? world)
    {
        if (world is not null)
        {
            services.AddSingleton(world.Clock);
            services.AddSingleton(world.Provider);
            services.AddSingleton<MoveDemoClock>();
            services.AddHostedService<FollowDemoClock>();
        }

        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<FillDemo>();
        services.AddHttpClient<SeedCards>((provider, http) =>
                http.BaseAddress = provider.GetRequiredService<IOptions<StripeOptions>>().Value.ApiBase)
            .RemoveAllLoggers();
        services.AddHttpClient<SeedMethods>((provider, http) =>
            {
                var stripe = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
                http.BaseAddress = stripe.ApiBase;
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stripe.SecretKey);
            })
            .RemoveAllLoggers();
    }
}
