namespace MemberPortal.Web.Features.Proof;

internal static class ProofRegistration
{
    public static void AddProof(this IServiceCollection services)
    {
        services.AddScoped<CompareWithProvider>();
        services.AddScoped<ProofMail>();
        services.AddScoped<ProofQuery>();
    }
}
