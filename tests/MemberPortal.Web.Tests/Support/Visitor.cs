using System.Net;
using System.Text.RegularExpressions;

namespace MemberPortal.Web.Tests.Support;

/// <summary>Somebody with a browser: keeps cookies, follows no redirect, and posts forms with the token of their page.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri portal)
    {
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = portal };
    }

    public CookieContainer Cookies { get; } = new();

    public Cookie? Cookie(string name) => Cookies.GetAllCookies().SingleOrDefault(c => c.Name == name);

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    /// <summary>The page, which must be there, as people read it.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.TextAsync();
    }

    /// <summary>Fills in the form of the page at the same address.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(path, path, fields);

    /// <summary>Fills in a form of the page <paramref name="from"/> that goes to <paramref name="to"/>.</summary>
    public async Task<HttpResponseMessage> PostAsync(string from, string to, params (string Name, string Value)[] fields) =>
        await PostWithTokenAsync(await TokenAsync(from), to, fields);

    public async Task<string> TokenAsync(string page)
    {
        using var answer = await GetAsync(page);
        return Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    public async Task<HttpResponseMessage> PostWithTokenAsync(string token, string to, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)), new("__RequestVerificationToken", token)]);
        return await _http.PostAsync(new Uri(to, UriKind.Relative), form);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        PostAsync("/sign-in", ("Email", email), ("Password", password));

    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await GetAsync("/profile");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

internal static class Answer
{
    /// <summary>Without entities, so that a test finds the words as they are written.</summary>
    public static async Task<string> TextAsync(this HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
