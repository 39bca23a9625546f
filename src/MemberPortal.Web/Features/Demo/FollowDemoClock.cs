using MemberPortal.Web.Hosting;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Features.Demo;

/// <summary>Keeps the clock as far ahead as another process on the same demo has moved it.</summary>
internal sealed class FollowDemoClock(DemoClock clock, IOptionsMonitor<DemoOptions> demo) : IHostedService, IDisposable
{
    private IDisposable? _following;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = demo.OnChange(options => clock.BeAhead(options.ClockAhead));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _following?.Dispose();
}
