namespace MemberPortal.StripeSandbox.Webhooks;

/// <summary>Where webhooks go, and whether they are held back for now.</summary>
internal sealed class WebhookEndpoint : IDisposable
{
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

    public void SendTo(Uri url, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        _target = new Target(url, secret);
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

    internal sealed record Target(Uri Url, string Secret);
}
