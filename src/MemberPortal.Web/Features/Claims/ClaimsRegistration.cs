namespace MemberPortal.Web.Features.Claims;

internal static class ClaimsRegistration
{
    public static void AddClaims(this IServiceCollection services)
    {
        services.AddScoped<CreateDraft>();
        services.AddScoped<ChangeDraft>();
        services.AddScoped<SendDraft>();
        services.AddScoped<DiscardDraft>();
    }
}
