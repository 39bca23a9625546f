using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MemberPortal.Web.Tests.Support;

/// <summary>
/// The network between the portal and somebody on this machine, as bad as the test wants it. TCP repeats what is lost until it
/// gives the connection up: here a loss is a connection that breaks.
/// </summary>
internal sealed class BadWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _lines = [];
    private readonly TimeProvider _clock;
    private readonly int _target;
    private readonly Random _random = new(20260302);
    private readonly Task _accepting;

    public BadWire(int target, TimeProvider clock)
    {
        (_target, _clock) = (target, clock);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long a piece of data is under way, by the test's clock.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Of a hundred pieces of data, so many are lost.</summary>
    public int LossPercent { get; set; }

    /// <summary>Whatever is sent arrives nowhere, and nobody says so.</summary>
    public bool IsBlackHole { get; set; }

    public void Mend() => (Delay, LossPercent, IsBlackHole) = (TimeSpan.Zero, 0, false);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_lines);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        using (near)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target, _closing.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var piece = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(piece, _closing.Token) is > 0 and var length)
            {
                if (IsBlackHole)
                    continue;
                if (IsLost())
                    return;
                if (Delay > TimeSpan.Zero)
                    await Task.Delay(Delay, _clock, _closing.Token);
                await to.WriteAsync(piece.AsMemory(0, length), _closing.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private bool IsLost()
    {
        lock (_random)
            return _random.Next(100) < LossPercent;
    }
}
