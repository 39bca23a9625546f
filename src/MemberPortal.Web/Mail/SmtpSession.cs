using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MemberPortal.Web.Mail;

/// <summary>
/// One connection to a mail server (RFC 5321): greeted, secured and signed in once, then a mail at a time. What is said goes
/// out at once: SmtpClient of the framework waits for the peer's delayed acknowledgement within each mail, which leaves
/// some twenty mails a second (5-quality.md, "Learnt by measuring" 3).
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;
    private readonly TcpClient _connection = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = Stream.Null;
    private int _read;
    private int _length;

    private SmtpSession()
    {
    }

    /// <param name="options">The server, and who signs in there.</param>
    /// <param name="ownName">The portal's host.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SmtpRefused">The server wants nothing to do with us.</exception>
    /// <exception cref="IOException">It cannot be reached, understood or trusted.</exception>
    public static async Task<SmtpSession> OpenAsync(MailOptions options, string ownName, CancellationToken cancellationToken)
    {
        var session = new SmtpSession();
        try
        {
            await session.BeginAsync(options, ownName, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>The mail is the server's once this returns.</summary>
    /// <exception cref="SmtpRefused">The server did not take it; another may do better.</exception>
    public async Task SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await AskAsync($"MAIL FROM:<{from}>", cancellationToken);
        await AskAsync($"RCPT TO:<{to}>", cancellationToken, isRecipient: true);
        await AskAsync("DATA", cancellationToken);
        await _stream.WriteAsync(message, cancellationToken);
        await AskAsync(".", cancellationToken);
    }

    /// <summary>Takes leave, without waiting for the answer.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), CancellationToken.None);
        }
        catch (IOException)
        {
            // Gone already, with all that was sent.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _connection.Dispose();
    }

    private async Task BeginAsync(MailOptions options, string ownName, CancellationToken cancellationToken)
    {
        await _connection.ConnectAsync(options.Host!, options.Port, cancellationToken);
        _stream = _connection.GetStream();
        await HearAsync(isRecipient: false, cancellationToken);
        var offers = await AskAsync($"EHLO {ownName}", cancellationToken);
        if (options.UseTls)
        {
            await AskAsync("STARTTLS", cancellationToken);
            if (_read < _length)
                throw new InvalidDataException("The server said something before the connection was secure.");

            var secured = new SslStream(_stream);
            _stream = secured;
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host }, cancellationToken);
            offers = await AskAsync($"EHLO {ownName}", cancellationToken);
        }

        if (options.User is { Length: > 0 } user)
            await SignInAsync(user, options.Password!, offers, cancellationToken);
    }

    private async Task SignInAsync(string user, string password, string offers, CancellationToken cancellationToken)
    {
        if (Ways(offers).Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken);
            return;
        }

        await AskAsync("AUTH LOGIN", cancellationToken);
        await AskAsync(Base64(user), cancellationToken);
        await AskAsync(Base64(password), cancellationToken);
    }

    private static IEnumerable<string> Ways(string offers) => offers.Split('\n')
        .Where(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))
        .SelectMany(offer => offer.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<string> AskAsync(string command, CancellationToken cancellationToken, bool isRecipient = false)
    {
        if (command.Any(c => c is < ' ' or > '~'))
            throw new FormatException("A command is one line of ASCII.");

        await _stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        return await HearAsync(isRecipient, cancellationToken);
    }

    /// <returns>The lines of a yes, without their code.</returns>
    private async Task<string> HearAsync(bool isRecipient, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        while (true)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new InvalidDataException("The server does not speak SMTP.");

            said.Append(line.AsSpan(Math.Min(4, line.Length))).Append('\n');
            if (line.Length > 3 && line[3] == '-' && said.Length < LongestReply)
                continue;

            return code is >= 200 and < 400 ? said.ToString() : throw new SmtpRefused(code, isRecipient);
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < LongestReply)
        {
            if (_read == _length)
            {
                (_read, _length) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_length == 0)
                    throw new EndOfStreamException("The server closed the connection.");
            }

            var next = (char)_buffer[_read++];
            if (next == '\n')
                return line.ToString().TrimEnd('\r');

            line.Append(next);
        }

        throw new InvalidDataException("The server does not come to an end.");
    }
}

/// <summary>The server said no.</summary>
/// <param name="code">Of its reply; the words beside it hold addresses and are not kept.</param>
/// <param name="isRecipient">It was said of the address.</param>
internal sealed class SmtpRefused(int code, bool isRecipient) : Exception($"The mail server answered {code}.")
{
    public int Code { get; } = code;
    public bool IsRecipient { get; } = isRecipient;
}
