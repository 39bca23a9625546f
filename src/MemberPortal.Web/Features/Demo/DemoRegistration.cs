using System.Net.Http.Headers;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Demo;

internal static class DemoRegistration
{
    public static void AddDemo(this IServiceCollection services)
    {
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
