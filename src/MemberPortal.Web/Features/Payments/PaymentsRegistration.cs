using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;

namespace MemberPortal.Web.Features.Payments;

internal static class PaymentsRegistration
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddScoped<StartPayment>();
        services.AddSingleton<ChargesUnderWay>();
        services.AddScoped<BeginAttempt>();
        services.AddScoped<AttemptAtProvider>();
        services.AddScoped<SettleAttempt>();
        services.AddScoped<RecordPayment>();
        services.AddScoped<RecordByHand>();
        services.AddScoped<ReversePayment>();
        services.AddScoped<ReversibleActQuery>();
        services.AddScoped<ShowReceipt>();
        services.AddScoped<RecoverAttempt>();
        services.AddScoped<PaymentPage>();
        services.AddScoped<SavedMethodCharge>();
        services.AddScoped<PaymentDescription>();
        services.AddScoped<ProviderCustomer>();
        services.AddScoped<ReceiptMail>();
        services.AddScoped<PaymentFailedMail>();
        services.AddScoped<PaymentReversedMail>();
        services.AddKeyedScoped<IMailRecheck, PaymentFailedRecheck>(PaymentFailedRecheck.Kind);

        // What Stripe may tell us, and who listens.
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("checkout.session.completed");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("checkout.session.async_payment_succeeded");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("checkout.session.async_payment_failed");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("checkout.session.expired");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("payment_intent.succeeded");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("payment_intent.processing");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("payment_intent.payment_failed");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("payment_intent.requires_action");
        services.AddKeyedScoped<IStripeEventHandler, ChargeChanged>("payment_intent.canceled");
    }
}
