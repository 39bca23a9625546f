using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MemberPortal.Bench.Strain;

/// <summary>
/// P22: fifty wrong passwords a second, each from an address of its own and for another account, so that no throttle spares
/// the portal the work of looking at them.
/// </summary>
internal sealed partial class SignInFlood(ServedProcess portal)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1) / 50;
    private int _tries;
    private int _turnedAway;

    public int Tries => _tries;

    /// <summary>Told to come back later, since too many passwords were being looked at.</summary>
    public int TurnedAway => _turnedAway;

    public async Task RunAsync(TimeSpan time)
    {
        var (cookies, token) = await FormAsync();
        var tries = new List<Task>();
        using var timer = new PeriodicTimer(Apart);
        for (var left = time / Apart; left > 0 && await timer.WaitForNextTickAsync(); left--)
            tries.Add(TryAsync(cookies, token, _tries++));

        await Task.WhenAll(tries);
    }

    private async Task<(string Cookies, string Token)> FormAsync()
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar };
        using var browser = new HttpClient(handler) { BaseAddress = portal.Address };
        var form = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        return (jar.GetCookieHeader(portal.Address), Token().Match(form).Groups[1].Value);
    }

    private async Task TryAsync(string cookies, string token, int number)
    {
        var form = Encoding.ASCII.GetBytes(
            $"Email=nobody{number}%40example.org&Password=not+this+one&__RequestVerificationToken={Uri.EscapeDataString(token)}");
        using var connection = await KeptConnection.OpenAsync(portal.Address, AddressOf(number));
        var request = Load.Post(portal.Address, "/sign-in", "application/x-www-form-urlencoded", form, cookies);
        try
        {
            await connection.AskAsync(request);
        }
        catch (InvalidDataException answer) when (answer.Message.StartsWith("HTTP/1.1 503", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _turnedAway);
        }
    }

    private static IPAddress AddressOf(int number) => new([127, (byte)(1 + (number / 62_500)), (byte)(1 + (number / 250 % 250)), (byte)(1 + (number % 250))]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
