using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MemberPortal.Web.Tests.Support;

/// <summary>
/// Debian's smtp-sink of postfix, a mail server that keeps what it takes in files and misbehaves as its options say
/// (<c>man smtp-sink</c>). <c>./test.sh</c> installs it.
/// </summary>
internal sealed class PostfixSink : IDisposable
{
    private readonly TestFolder _mails = new();
    private Process? _process;

    public int Port { get; } = FreePort();

    /// <summary>Whatever came whole enough to be kept, accepted or not.</summary>
    public IReadOnlyList<string> MessageIds =>
    [
        .. Directory.EnumerateFiles(_mails.Path).Select(file => File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))).OfType<string>(),
    ];

    /// <summary>Starts it, in the place of one that runs: "-f RCPT" refuses each recipient for good.</summary>
    public async Task StartAsync(params string[] options)
    {
        Stop();
        string[] rights = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_mails.Path, (UnixFileMode)0b111_111_111);   // nobody's too
        try
        {
            _process = Process.Start(new ProcessStartInfo(
                "smtp-sink", [.. rights, "-d", Path.Combine(_mails.Path, "mail."), .. options, $"127.0.0.1:{Port}", "256"]));
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("smtp-sink is missing: apt-get install postfix, as ./test.sh does.", missing);
        }

        await ListensAsync();
    }

    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        _mails.Dispose();
    }

    private async Task ListensAsync()
    {
        while (true)
        {
            Assert.False(_process!.HasExited, "smtp-sink has ended.");
            using var tcp = new TcpClient();
            try
            {
                await tcp.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
