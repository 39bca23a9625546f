using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Settings;

internal static class SettingsRegistration
{
    public static void AddSettings(this IServiceCollection services, DatabaseSettings overlay)
    {
        services.AddSingleton(overlay);
        services.AddHostedService<FollowSettings>();
        services.AddScoped<SettingsQuery>();
        services.AddScoped<ChangeSettings>();
    }
}
