using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Somebody who speaks to the server byte by byte, and hears what it says until it hangs up.</summary>
internal sealed partial class RawVisitor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TcpClient _tcp;

    private RawVisitor(TcpClient tcp)
    {
        _tcp = tcp;
    }

    public static async Task<RawVisitor> ConnectAsync(Uri portal)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(portal.Host, portal.Port);
        return new(tcp);
    }

    /// <summary>Says all of it and hears the statuses of all answers.</summary>
    public static async Task<IReadOnlyList<int>> AskAsync(Uri portal, string request)
    {
        using var visitor = await ConnectAsync(portal);
        await visitor.SayAsync(request);
        return await visitor.StatusesAsync();
    }

    /// <param name="bytes">Each character is one.</param>
    public async Task SayAsync(string bytes) => await _tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes));

    /// <summary>Ends when the server has closed the connection; one that it keeps open is a failure.</summary>
    public async Task<string> HearAsync()
    {
        using var heard = new MemoryStream();
        try
        {
            await _tcp.GetStream().CopyToAsync(heard).WaitAsync(Patience);
        }
        catch (IOException)
        {
            // Closed while there was more to read from us: what was said before that counts.
        }

        return Encoding.Latin1.GetString(heard.ToArray());
    }

    public async Task<IReadOnlyList<int>> StatusesAsync() =>
        [.. StatusLine().Matches(await HearAsync()).Select(line => int.Parse(line.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    public void Dispose() => _tcp.Dispose();

    [GeneratedRegex("HTTP/1.1 ([0-9]{3}) ")]
    private static partial Regex StatusLine();
}
