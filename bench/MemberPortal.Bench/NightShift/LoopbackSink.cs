using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberPortal.Bench.NightShift;

/// <summary>A mail server on a port of its own that takes everything at once and counts it by Message-ID.</summary>
internal sealed class LoopbackSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly ConcurrentDictionary<string, int> _taken = new();
    private readonly Task _accepting;
    private string? _sample;

    public LoopbackSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Distinct => _taken.Count;
    public int Doubled => _taken.Count(mail => mail.Value > 1);

    /// <summary>The lines of the first mail that came.</summary>
    public string Sample => _sample ?? throw new InvalidOperationException("No mail has come yet.");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await TalkAsync(client.GetStream());
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, 64 * 1024);
        await SayAsync(stream, "220 sink");
        while (await reader.ReadLineAsync(_closing.Token) is { } command)
        {
            switch (command.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "DATA":
                    await SayAsync(stream, "354 go ahead");
                    await TakeAsync(reader);
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 OK");
                    break;
            }
        }
    }

    private async Task TakeAsync(StreamReader reader)
    {
        var lines = _sample is null ? new StringBuilder() : null;
        var id = "";
        while (await reader.ReadLineAsync(_closing.Token) is { } line && line != ".")
        {
            lines?.Append(line).Append("\r\n");
            if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                id = line;
        }

        _sample ??= lines?.ToString();
        _taken.AddOrUpdate(id, 1, (_, times) => times + 1);
    }

    private ValueTask SayAsync(NetworkStream stream, string reply) => stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _closing.Token);
}
