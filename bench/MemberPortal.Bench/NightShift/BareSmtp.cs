using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemberPortal.Bench.NightShift;

/// <summary>The least possible mail client: raw connections without delay, the same bytes again and again, and nothing kept.</summary>
internal sealed class BareSmtp(int port, string mail, int connections)
{
    private static readonly byte[] Envelope = "MAIL FROM:<portal@example.org>\r\n"u8.ToArray();
    private static readonly byte[] Recipient = "RCPT TO:<kari@example.org>\r\n"u8.ToArray();
    private static readonly byte[] Data = "DATA\r\n"u8.ToArray();
    private readonly byte[] _mail = Encoding.Latin1.GetBytes(mail + ".\r\n");

    /// <returns>Mails a second.</returns>
    public async Task<double> SendAsync(int mails)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => SendOverOneAsync(mails / connections))));
        return mails / connections * connections / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task SendOverOneAsync(int mails)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[1024];
        await socket.ReceiveAsync(buffer);
        await AskAsync("EHLO bench\r\n"u8.ToArray());
        for (var i = 0; i < mails; i++)
        {
            await AskAsync(Envelope);
            await AskAsync(Recipient);
            await AskAsync(Data);
            await AskAsync(_mail);
        }

        async Task AskAsync(byte[] command)
        {
            await socket.SendAsync(command);
            await socket.ReceiveAsync(buffer);
        }
    }
}
