namespace MemberPortal.Web.Features.PayingByLink;

internal static class PayingByLinkRegistration
{
    public static void AddPayingByLink(this IServiceCollection services)
    {
        services.AddSingleton<PayLinkReads>();
        services.AddScoped<PayLinks>();
        services.AddScoped<PayByLink>();
    }
}
