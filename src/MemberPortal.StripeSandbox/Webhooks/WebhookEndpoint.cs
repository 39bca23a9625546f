using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox.Store;

namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>Where webhooks go, and whether they are held back for now.</summary>
internal sealed class WebhookEndpoint(SandboxStore store) : IDisposable
{
    private const string Only = "webhook";

    private readonly SemaphoreSlim _work = new(0, 1);
    private volatile Target? _target;
    private volatile bool _isHeld;

    public Target? Where => _target;

    public bool IsKnown => _target is not null;

    /// <summary>Events wait until somebody asks for them, to be sent late, twice or in another order.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    /// <summary>
    /// There is one, or was before a restart: it will be told again where, and until then its events wait. Inside the store.
    /// </summary>
    public bool IsExpected => store.Endpoints.Find(Only) is not null;

    public void SendTo(Uri url, IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0 || secrets.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A webhook is signed with at least one secret, and none is empty.", nameof(secrets));

        store.Run(() => store.Endpoints.Keep(new JsonObject { ["id"] = Only }));
        _target = new Target(url, secrets);
        Wake();
    }

    /// <summary>Tells the one who waits that there may be work.</summary>
    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already told.
        }
    }

    public void Dispose() => _work.Dispose();

    public Task AwokenAsync(CancellationToken cancellationToken) => _work.WaitAsync(cancellationToken);

    internal sealed record Target(Uri Url, IReadOnlyList<string> Secrets);
}
