using MemberPortal.StripeSandbox.Checkout;
using MemberPortal.StripeSandbox.Clockwork;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>What happens in the sandbox by the clock alone: sessions expire, banks answer, webhooks go out and are tried again.</summary>
internal sealed class DueWork(
    SandboxStore store,
    CheckoutSessions sessions,
    DueHappenings happenings,
    WebhookDelivery delivery,
    WebhookEndpoint endpoint,
    TimeProvider clock,
    ILogger<DueWork> log) : BackgroundService
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        store.Run(() =>
        {
            sessions.ExpireDue();
            happenings.Run();
        });
        await delivery.DeliverDueAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                await NapAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The sandbox could not do what was due");
                await Task.Delay(TimeSpan.FromSeconds(5), clock, stoppingToken);
            }
        }
    }

    private async Task NapAsync(CancellationToken stoppingToken)
    {
        var next = new[] { delivery.NextAt(), store.Run(sessions.NextExpiry), store.Run(happenings.NextAt) }.Min();
        var nap = next - clock.GetUtcNow() ?? LongestNap;
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var timer = Task.Delay(nap < TimeSpan.Zero ? TimeSpan.Zero : nap < LongestNap ? nap : LongestNap, clock, awake.Token);
        await Task.WhenAny(timer, endpoint.AwokenAsync(awake.Token));
        await awake.CancelAsync();
    }
}
