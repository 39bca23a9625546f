using MemberPortal.Web.Mail;

namespace MemberPortal.Web.Features.PaymentMethods;

internal static class PaymentMethodsRegistration
{
    public static void AddPaymentMethods(this IServiceCollection services)
    {
        services.AddScoped<MethodOnFile>();
        services.AddScoped<DetachRetiredMethod>();
        services.AddScoped<TellOfSomeMethods>();
        services.AddScoped<MethodNoticeMail>();
        services.AddKeyedScoped<IMailRecheck, MethodRecheck>(MethodRecheck.Kind);
    }
}
