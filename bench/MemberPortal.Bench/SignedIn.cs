using System.Net;
using System.Text.RegularExpressions;

namespace MemberPortal.Bench;

/// <summary>Signs a member in through the page, as a browser would.</summary>
/// <param name="Cookies">The cookie header of the member's browser.</param>
/// <param name="FormToken">What its forms carry.</param>
internal sealed partial record SignedIn(string Cookies, string FormToken)
{
    public static async Task<SignedIn> AsAsync(Uri portal, string email)
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar, AutomaticDecompression = DecompressionMethods.All };
        using var browser = new HttpClient(handler) { BaseAddress = portal };

        var form = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var filled = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Email"] = email,
            ["Password"] = ClubFile.Password,
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
        });
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), filled);
        var home = await answer.Content.ReadAsStringAsync();
        if (!ToPay().IsMatch(home))
            throw new InvalidOperationException($"{email} sees no invoice to pay: this is not the page to be measured.\n{home}");

        return new SignedIn(jar.GetCookieHeader(portal), Token().Match(home).Groups[1].Value);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("\"/invoices/([0-9-]+/)?pay\"")]
    private static partial Regex ToPay();
}
