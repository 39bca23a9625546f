namespace MemberPortal.StripeSandbox;

/// <summary>Leaves Ctrl+C and SIGTERM to the host process, so that an embedded sandbox outlives the portal's last request.</summary>
internal sealed class SandboxLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
