using System.Net;

namespace MemberPortal.Web.Tests.Security;

/// <summary>Whatever an address asks for, nobody is led out of the portal (5-quality.md, CVE-2023-0748).</summary>
public sealed class RedirectTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    private static readonly string[] Slashes = ["", "/", "\\", "//", "\\/"];

    private static readonly string[] Pieces = ["", "/", "\\", "//", "\t", "\r\n", " ", "%2f", "%5c", "%09", "@", ":", ".", "..", "?", "#", "~", "https:", "\u00A0", "\u3000", "／", "\u2028", "\u200B", "\0"];

    [Fact]
    public async Task Nobody_is_led_out_of_the_portal_by_any_way_of_writing_an_address()
    {
        var ways = (from first in Pieces from second in Pieces select first + second).Concat(
            from first in Slashes from second in Pieces from third in Slashes select first + second + third);
        foreach (var wish in ways.Select(way => $"{way}evil.example"))
        {
            using var answer = await portal[Person.Owner].GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(wish)}");

            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            var location = Assert.Single(answer.Headers.GetValues("Location"));
            Assert.True(StaysHere(location), $"{Uri.EscapeDataString(wish)} leads to {location}");
        }
    }

    /// <summary>As a browser reads it: blanks and control characters around it are dropped, those within too, and a backslash is a slash.</summary>
    private static bool StaysHere(string location)
    {
        var read = string.Concat(location.Trim(' ', '\t', '\0').Where(c => c is not ('\t' or '\r' or '\n'))).Replace('\\', '/');
        return read.StartsWith('/') && !read.StartsWith("//", StringComparison.Ordinal) && location.All(char.IsAscii);
    }
}
