using System.Net;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>
/// Somebody's browser in front of a production portal on loopback: the public host's name, and cookies that are kept though
/// no TLS is spoken here.
/// </summary>
internal sealed partial class LoopbackBrowser(Uri portal) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal };
    private readonly Dictionary<string, string> _cookies = [];
    private readonly List<string> _addresses = [];

    /// <summary>Whatever it asked for and was sent to.</summary>
    public IReadOnlyList<string> Addresses => _addresses;

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    public Task<Seen> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));

    /// <summary>Fills in a form of the page <paramref name="from"/>.</summary>
    public async Task<Seen> PostAsync(string from, string to, params (string Name, string Value)[] fields)
    {
        var token = Token().Match((await GetAsync(from)).Body).Groups[1].Value;
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(to, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(
                [.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)), new("__RequestVerificationToken", token)]),
        });
    }

    public async Task<Seen> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        sent.Headers.Host = "portal.club.example";
        if (_cookies.Count > 0)
            sent.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        _addresses.Add(sent.RequestUri!.OriginalString);
        using var answer = await _http.SendAsync(sent);
        if (answer.Headers.Location is { } location)
            _addresses.Add(location.OriginalString);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var parts = cookie.Split(';')[0].Split('=', 2);
            _cookies[parts[0]] = parts[1];
        }

        return new(answer.StatusCode, answer.Headers.Location, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

internal sealed record Seen(HttpStatusCode Status, Uri? Location, string Body);
