namespace MemberPortal.Web.Data;

/// <summary>Looks for settings that another process changed. By the machine's time: it decides nothing of the trade.</summary>
internal sealed class FollowSettings(DatabaseSettings settings) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            settings.Reload();
    }
}
