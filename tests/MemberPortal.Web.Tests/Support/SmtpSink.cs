using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MemberPortal.Web.Tests.Support;

public enum SmtpStep
{
    Greeting,
    Recipient,
    FinalDot,
}

/// <summary>
/// A mail server on a port of its own that says what the test has it say: a reply, <see cref="Drop"/> for a closed
/// connection, <see cref="Stall"/> for silence, null for yes.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    public const string Drop = "drop";
    public const string Stall = "stall";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<SmtpMail> _seen = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;
    private readonly TaskCompletionSource _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What to say at a step; the second argument is the recipient, empty at the greeting.</summary>
    public Func<SmtpStep, string, string?> Says { get; set; } = (_, _) => null;

    /// <summary>Nobody is told whether his mail is taken before this has completed.</summary>
    public Task AnswersAfter { get; set; } = Task.CompletedTask;

    /// <summary>Whether it speaks STARTTLS, with a certificate that it wrote itself.</summary>
    public bool OffersTls { get; set; }

    /// <summary>Whatever came whole, accepted or not, in order.</summary>
    public IReadOnlyList<SmtpMail> Seen => [.. _seen];

    public IReadOnlyList<SmtpMail> Accepted => [.. _seen.Where(mail => mail.Accepted)];

    /// <summary>Whether it wants a name and a password first.</summary>
    public bool AsksForPassword { get; init; }

    /// <summary>Those that it was given.</summary>
    public ConcurrentQueue<string> Passwords { get; } = new();

    /// <summary>Completes when a session has fallen silent.</summary>
    public Task Silence => _silence.Task;

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
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException or AuthenticationException)
            {
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (!await SayAsync(stream, Says(SmtpStep.Greeting, "") ?? "220 sink"))
            return;

        var recipient = "";
        while (await reader.ReadLineAsync(_closing.Token) is { } command)
        {
            var verb = command.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
                recipient = command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];

            var goesOn = verb switch
            {
                "EHLO" or "HELO" => await SayAsync(stream, OffersTls ? "250-sink\r\n250 STARTTLS" : AsksForPassword ? "250-sink\r\n250 AUTH LOGIN" : "250 sink"),
                "STARTTLS" => await SayAsync(stream, "220 go ahead") && await EncryptAsync(stream),
                "AUTH" => await SayAsync(stream, "334 UGFzc3dvcmQ6") && await LetInAsync(stream, reader),
                "RCPT" => await SayAsync(stream, Says(SmtpStep.Recipient, recipient) ?? "250 OK"),
                "DATA" => await SayAsync(stream, "354 go ahead") && await TakeAsync(stream, reader, recipient),
                "QUIT" => await SayAsync(stream, "221 bye") && false,
                _ => await SayAsync(stream, "250 OK"),
            };
            if (!goesOn)
                return;
        }
    }

    /// <summary>Nothing is said behind it: no client of ours believes the certificate.</summary>
    private async Task<bool> EncryptAsync(NetworkStream stream)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=sink", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _closing.Token);
        return false;
    }

    private async Task<bool> LetInAsync(NetworkStream stream, StreamReader reader)
    {
        Passwords.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(await reader.ReadLineAsync(_closing.Token) ?? "")));
        return await SayAsync(stream, "235 come in");
    }

    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader, string recipient)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_closing.Token) is { } line && line != ".")
            lines.Add(line.StartsWith('.') ? line[1..] : line);

        var answer = Says(SmtpStep.FinalDot, recipient) ?? "250 taken";
        await AnswersAfter.WaitAsync(_closing.Token);
        _seen.Enqueue(new SmtpMail(recipient, lines, answer.StartsWith('2')));
        return await SayAsync(stream, answer);
    }

    private async Task<bool> SayAsync(NetworkStream stream, string reply)
    {
        if (reply == Drop)
            return false;

        if (reply == Stall)
        {
            _silence.TrySetResult();
            await Task.Delay(Timeout.Infinite, _closing.Token);
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _closing.Token);
        return true;
    }
}
