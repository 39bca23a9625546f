using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberPortal.Bench;

/// <summary>
/// A kept-alive HTTP connection that costs next to nothing: the load runs on the same cores as what it measures, and an
/// HttpClient of some thirty microseconds a request would flatter the slower of the two.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <param name="site">Whom to ask.</param>
    /// <param name="from">As whom: any address of 127.0.0.0/8.</param>
    public static async Task<KeptConnection> OpenAsync(Uri site, IPAddress? from = null)
    {
        var connection = new KeptConnection();
        if (from is not null)
            connection._socket.Bind(new IPEndPoint(from, 0));

        await connection._socket.ConnectAsync(site.Host, site.Port);
        return connection;
    }

    /// <returns>The bytes of the answer, until the next one is asked for.</returns>
    /// <exception cref="InvalidDataException">The answer has another status.</exception>
    public async Task<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> request, int status = 200)
    {
        await _socket.SendAsync(request);
        var length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new InvalidDataException("The site closed the connection.");

            length += read;
        }
        while (!IsWhole(_buffer.AsSpan(0, length)));

        if (!Utf8Parser.TryParse(_buffer.AsSpan("HTTP/1.1 ".Length), out int answered, out _) || answered != status)
            throw new InvalidDataException(Encoding.UTF8.GetString(_buffer, 0, length));

        return _buffer.AsMemory(0, length);
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;

        var stated = answer[..head].IndexOf("Content-Length: "u8);
        return stated < 0
            ? answer.EndsWith("\r\n0\r\n\r\n"u8)
            : Utf8Parser.TryParse(answer[(stated + "Content-Length: ".Length)..], out int body, out _) && answer.Length == head + 4 + body;
    }
}
