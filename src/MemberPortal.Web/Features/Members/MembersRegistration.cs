namespace MemberPortal.Web.Features.Members;

internal static class MembersRegistration
{
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddScoped<MemberQuery>();
        services.AddScoped<AssignProduct>();
    }
}
