using System.Net;
using AngleSharp.Html.Parser;

namespace MemberPortal.Web.Tests.Security;

/// <summary>What every answer of the portal must say, and what no page of it may hold (5-quality.md, Security).</summary>
internal static class StrictAnswer
{
    private static readonly Dictionary<string, string> Fixed = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    };

    /// <summary>A page whose address is a key tells it not even to ourselves.</summary>
    private static readonly string[] ReferrerPolicies = ["same-origin", "no-referrer"];

    private static readonly string[] Closed = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];

    /// <summary>Headers of a page, a file, a redirect or an error; of a page also its markup.</summary>
    public static async Task AssertAsync(HttpResponseMessage answer)
    {
        AssertHeaders(answer);
        Assert.Equal("DENY", HeaderOf(answer, "X-Frame-Options"));
        var policy = HeaderOf(answer, "Content-Security-Policy").Split("; ");
        Assert.All(Closed, rule => Assert.Contains(rule, policy));
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe", StringComparison.Ordinal) || rule.Contains('*', StringComparison.Ordinal));
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            AssertMarkup(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The body of a mail of the demo: somebody else's page, in a sandbox.</summary>
    public static void AssertSandboxed(HttpResponseMessage answer)
    {
        AssertHeaders(answer);
        Assert.Equal("SAMEORIGIN", HeaderOf(answer, "X-Frame-Options"));
        var policy = HeaderOf(answer, "Content-Security-Policy").Split("; ");
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'self'", policy);
        var sandbox = Assert.Single(policy, rule => rule.StartsWith("sandbox", StringComparison.Ordinal));
        Assert.DoesNotContain("allow-scripts", sandbox, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", sandbox, StringComparison.Ordinal);
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        Assert.All(Fixed, header => Assert.Equal((header.Key, header.Value), (header.Key, HeaderOf(answer, header.Key))));
        Assert.Contains(HeaderOf(answer, "Referrer-Policy"), ReferrerPolicies);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            Assert.All(cookies, cookie => Assert.Matches("; path=/;.*samesite=lax; httponly$", cookie));

        // Only the site's own files may be kept by anybody; what failed may not either.
        var isFile = answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotModified && answer.Headers.ETag is not null;
        Assert.True(isFile || answer.Headers.CacheControl is { NoStore: true }, $"{answer.StatusCode} may be kept: {answer.Headers.CacheControl}");
    }

    private static void AssertMarkup(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("style, [style], base, object, embed, iframe[srcdoc]").Select(e => e.OuterHtml));
        Assert.All(page.QuerySelectorAll("script"), script => Assert.Equal(("", true), (script.TextContent, IsOurs(script.GetAttribute("src")))));
        Assert.All(page.QuerySelectorAll("link[href], img[src], iframe[src], form[action]"), element =>
            Assert.True(IsOurs(element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")), element.OuterHtml));
        var attributes = page.All.SelectMany(element => element.Attributes).ToList();
        Assert.Empty(attributes.Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)).Select(a => a.Name));
        Assert.Empty(attributes.Where(a => a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)).Select(a => a.Value));
    }

    private static bool IsOurs(string? address) =>
        address is not null && address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal);

    private static string HeaderOf(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : $"no {name}";
}
