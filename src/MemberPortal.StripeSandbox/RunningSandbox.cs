using System.Net.Sockets;
using MemberPortal.StripeSandbox.Webhooks;
using Microsoft.AspNetCore.Connections;

namespace MemberPortal.StripeSandbox;

/// <summary>
/// A Stripe of our own, running: a second application in the process with its own port, owning the root of its
/// origin because official clients take a host and no base path (4-architecture.md, Sandbox in the process).
/// </summary>
public sealed class RunningSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSandbox(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>The origin the sandbox really listens on: API base and host of the payment page.</summary>
    public Uri Address { get; }

    /// <exception cref="IOException">The port is taken, or the store file is in use; the message names it.</exception>
    public static async Task<RunningSandbox> StartAsync(
        SandboxOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var app = SandboxApplication.Build(options, clock);
        try
        {
            await app.StartAsync(cancellationToken);
            return new RunningSandbox(app);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new IOException(
                $"Port {options.Url.Port} is taken by another program: the Stripe sandbox cannot listen at {options.Url}.", e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Events recorded from now on are sent there, and those that waited for it since before a restart, signed with each of
    /// the secrets: several while one takes over from another. A second call replaces the first.
    /// </summary>
    public void SendWebhooksTo(Uri url, params IReadOnlyList<string> secrets) =>
        _app.Services.GetRequiredService<WebhookEndpoint>().SendTo(url, secrets);

    /// <summary>
    /// Expires what is due and sends every webhook that is due now; returns when all have been tried. Whoever has moved the
    /// clock calls it: what comes next by itself is then awaited from the new time.
    /// </summary>
    public async Task DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        await _app.Services.GetRequiredService<DueWork>().RunAsync(cancellationToken);
        _app.Services.GetRequiredService<WebhookEndpoint>().Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
