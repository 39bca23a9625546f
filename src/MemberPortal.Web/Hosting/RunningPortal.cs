using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Demo;
using MemberPortal.Web.Organisation;
using MemberPortal.Web.Stripe;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Hosting;

/// <summary>A portal that answers, and in the demo the provider beside it.</summary>
internal sealed class RunningPortal : IAsyncDisposable
{
    private RunningPortal(WebApplication app, RunningSandbox? sandbox)
    {
        App = app;
        Sandbox = sandbox;
    }

    public WebApplication App { get; }
    public RunningSandbox? Sandbox { get; }
    public Uri Address => App.Services.GetRequiredService<PortalAddress>().Root;

    public static async Task<RunningPortal> StartAsync(
        WebApplication app, RunningSandbox? sandbox, CancellationToken cancellationToken)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseStart>().RunAsync(cancellationToken);
            if (sandbox is not null && app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.HasData)
                await scope.ServiceProvider.GetRequiredService<FillDemo>().RunAsync(cancellationToken);
        }

        await app.StartAsync(cancellationToken);
        var portal = new RunningPortal(app, sandbox);
        sandbox?.SendWebhooksTo(
            new Uri(portal.Address, StripeWebhook.Path),
            app.Services.GetRequiredService<IOptions<StripeOptions>>().Value.WebhookSecrets[0]);
        return portal;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();   // jobs end what they are at: nobody takes their connections from under them
        await App.DisposeAsync();
        if (Sandbox is not null)
            await Sandbox.DisposeAsync();
    }
}
