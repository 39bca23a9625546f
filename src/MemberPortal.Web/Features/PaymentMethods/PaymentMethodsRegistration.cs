using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;

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
        services.AddScoped<StartMethodSetup>();
        services.AddScoped<SettleMethodSetup>();
        services.AddScoped<RecoverMethodSetup>();
        services.AddScoped<RemovePaymentMethod>();
        services.AddScoped<FollowMethod>();
        services.AddScoped<CardRenewedMail>();

        // What Stripe may tell us, and who listens.
        services.AddKeyedScoped<IStripeEventHandler, SetupChanged>("checkout.session.completed");
        services.AddKeyedScoped<IStripeEventHandler, SetupChanged>("checkout.session.expired");
        services.AddKeyedScoped<IStripeEventHandler, SetupChanged>("setup_intent.succeeded");
        services.AddKeyedScoped<IStripeEventHandler, SetupChanged>("setup_intent.setup_failed");
        services.AddKeyedScoped<IStripeEventHandler, MethodChanged>("payment_method.automatically_updated");
        services.AddKeyedScoped<IStripeEventHandler, MethodChanged>("payment_method.updated");
        services.AddKeyedScoped<IStripeEventHandler, MethodChanged>("payment_method.detached");
        services.AddKeyedScoped<IStripeEventHandler, CustomerDeleted>("customer.deleted");
    }
}
