namespace MemberPortal.Web.Features.Desk;

internal static class DeskRegistration
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddScoped<DeskOverviewQuery>();
        services.AddScoped<DeskSearch>();
    }
}
