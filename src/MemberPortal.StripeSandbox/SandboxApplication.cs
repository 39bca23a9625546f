using MemberPortal.StripeSandbox.Api;
using MemberPortal.StripeSandbox.BalanceTransactions;
using MemberPortal.StripeSandbox.Charges;
using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Control;
using MemberPortal.StripeSandbox.Customers;
using MemberPortal.StripeSandbox.Disputes;
using MemberPortal.StripeSandbox.Events;
using MemberPortal.StripeSandbox.Hosted;
using MemberPortal.StripeSandbox.Idempotency;
using MemberPortal.StripeSandbox.Mandates;
using MemberPortal.StripeSandbox.PaymentIntents;
using MemberPortal.StripeSandbox.PaymentMethods;
using MemberPortal.StripeSandbox.Payouts;
using MemberPortal.StripeSandbox.Refunds;
using MemberPortal.StripeSandbox.SetupIntents;
using MemberPortal.StripeSandbox.Store;
using MemberPortal.StripeSandbox.Webhooks;

namespace MemberPortal.StripeSandbox;

/// <summary>What the sandbox is made of. It starts from nothing, so no setting or environment variable of its host reaches it.</summary>
internal static class SandboxApplication
{
    private const long LargestBody = 8 * 1024 * 1024;

    public static WebApplication Build(SandboxOptions options, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "MemberPortal.StripeSandbox" });
        builder.WebHost.UseKestrelCore().UseUrls(ListenAt(options.Url)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);   // a busy port is told by whoever started us
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        AddParts(builder.Services, options, clock);

        var app = builder.Build();
        app.Use(SecurityHeaders);
        Map(app, app.Services);
        return app;
    }

    private static void AddParts(IServiceCollection services, SandboxOptions options, TimeProvider clock)
    {
        services.AddRoutingCore();
        services.AddSingleton<IHostLifetime, SandboxLifetime>();
        services.AddSingleton(clock);
        services.AddSingleton(options);
        services.AddSingleton<SandboxStore>();
        services.AddSingleton<StripeApi>();
        services.AddSingleton<Expansion>();
        services.AddSingleton<IdempotentResults>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<WebhookDelivery>();
        services.AddSingleton<Timetable>();
        services.AddSingleton<DueHappenings>();
        services.AddSingleton<MethodBook>();
        services.AddSingleton<Attachments>();
        services.AddSingleton<MandateBook>();
        services.AddSingleton<BalanceBook>();
        services.AddSingleton<ChargeBook>();
        services.AddSingleton<Debits>();
        services.AddSingleton<Payments>();
        services.AddSingleton<Setups>();
        services.AddSingleton<DebitAnswers>();
        services.AddSingleton<CheckoutSessions>();
        services.AddSingleton<RefundBook>();
        services.AddSingleton<DisputeBook>();
        services.AddSingleton<PayoutBook>();
        services.AddSingleton<PayCheckout>();
        services.AddSingleton<SaveMethod>();
        services.AddSingleton<AnswerBank>();
        services.AddSingleton<HostedPages>();
        services.AddSingleton<Faults>();
        services.AddSingleton<NetworkUpdate>();
        services.AddSingleton<SandboxActions>();
        services.AddSingleton<SeedPayments>();
        services.AddSingleton<ControlEndpoints>();
        services.AddSingleton<DueWork>();
        services.AddHostedService(parts => parts.GetRequiredService<DueWork>());

        // The resources of the API, one line each.
        services.AddSingleton<IResource, CustomerResource>();
        services.AddSingleton<IResource, PaymentMethodResource>();
        services.AddSingleton<IResource, SetupIntentResource>();
        services.AddSingleton<IResource, MandateResource>();
        services.AddSingleton<IResource, CheckoutSessionResource>();
        services.AddSingleton<IResource, PaymentIntentResource>();
        services.AddSingleton<IResource, ChargeResource>();
        services.AddSingleton<IResource, RefundResource>();
        services.AddSingleton<IResource, DisputeResource>();
        services.AddSingleton<IResource, BalanceTransactionResource>();
        services.AddSingleton<IResource, PayoutResource>();
        services.AddSingleton<IResource, EventResource>();
    }

    private static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var api = new ApiRoutes(routes, services.GetRequiredService<StripeApi>());
        foreach (var resource in services.GetServices<IResource>())
            resource.Map(api);
        api.Otherwise();

        services.GetRequiredService<HostedPages>().Map(routes);
        services.GetRequiredService<ControlEndpoints>().Map(routes);
    }

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    /// <summary>Kestrel picks a free port on an address only, not on the name localhost.</summary>
    private static string ListenAt(Uri url) =>
        url is { Port: 0, Host: "localhost" } ? $"{url.Scheme}://127.0.0.1:0" : url.GetLeftPart(UriPartial.Authority);
}
