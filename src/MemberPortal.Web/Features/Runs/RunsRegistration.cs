namespace MemberPortal.Web.Features.Runs;

internal static class RunsRegistration
{
    public static void AddRuns(this IServiceCollection services)
    {
        services.AddScoped<RunsQuery>();
        services.AddScoped<RunJobByHand>();
        services.AddScoped<SetFailureAside>();
    }
}
