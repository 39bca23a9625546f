using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Payments;

internal static class PaymentsRegistration
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddScoped<StartCheckout>();
        services.AddScoped<SettleAttempt>();
        services.AddScoped<RecordPayment>();
        services.AddScoped<RecoverAttempt>();
        services.AddScoped<PaymentPage>();
        services.AddScoped<ProviderCustomer>();
        services.AddScoped<ReceiptMail>();
        services.AddScoped<PaymentFailedMail>();

        // What Stripe may tell us, and who listens.
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("checkout.session.completed");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("checkout.session.async_payment_succeeded");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("checkout.session.async_payment_failed");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("checkout.session.expired");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("payment_intent.succeeded");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("payment_intent.processing");
        services.AddKeyedScoped<IStripeEventHandler, CheckoutChanged>("payment_intent.payment_failed");
    }
}
