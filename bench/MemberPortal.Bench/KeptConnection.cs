using System.Buffers.Text;
using System.Net.Sockets;

namespace MemberPortal.Bench;

/// <summary>
/// A kept-alive HTTP connection that costs next to nothing: the load runs on the same cores as what it measures, and an
/// HttpClient of some thirty microseconds a request would flatter the slower of the two.
/// </summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<KeptConnection> OpenAsync(Uri site)
    {
        var connection = new KeptConnection();
        await connection._socket.ConnectAsync(site.Host, site.Port);
        return connection;
    }

    /// <exception cref="InvalidDataException">The answer is not 200.</exception>
    public async Task AskAsync(ReadOnlyMemory<byte> request)
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

        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidDataException(System.Text.Encoding.UTF8.GetString(_buffer, 0, length));
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
