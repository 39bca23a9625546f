using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberPortal.Bench.NightShift;

/// <summary>
/// A mail server on a port of its own that takes everything at once and counts it by Message-ID. Each connection has a thread
/// of its own, so that it waits for nobody who sends.
/// </summary>
internal sealed class LoopbackSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, int> _taken = new();
    private string? _sample;

    public LoopbackSink()
    {
        _listener.Start();
        Begin(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Distinct => _taken.Count;
    public int Doubled => _taken.Count(mail => mail.Value > 1);

    /// <summary>The lines of the first mail that came.</summary>
    public string Sample => _sample ?? throw new InvalidOperationException("No mail has come yet.");

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        while (true)
        {
            var client = _listener.AcceptTcpClient();
            Begin(() => Serve(client));
        }
    }

    /// <summary>It ends with its connection.</summary>
    private static void Begin(Action work) => new Thread(() =>
    {
        try
        {
            work();
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
        }
    })
    { IsBackground = true }.Start();

    private void Serve(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, 64 * 1024);
            Say(stream, "220 sink");
            while (reader.ReadLine() is { } command)
            {
                switch (command.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "DATA":
                        Say(stream, "354 go ahead");
                        Take(reader);
                        Say(stream, "250 taken");
                        break;
                    case "QUIT":
                        Say(stream, "221 bye");
                        return;
                    default:
                        Say(stream, "250 OK");
                        break;
                }
            }
        }
    }

    private void Take(StreamReader reader)
    {
        var lines = _sample is null ? new StringBuilder() : null;
        var id = "";
        while (reader.ReadLine() is { } line && line != ".")
        {
            lines?.Append(line).Append("\r\n");
            if (line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))
                id = line;
        }

        _sample ??= lines?.ToString();
        _taken.AddOrUpdate(id, 1, (_, times) => times + 1);
    }

    private static void Say(NetworkStream stream, string reply) => stream.Write(Encoding.ASCII.GetBytes(reply + "\r\n"));
}
