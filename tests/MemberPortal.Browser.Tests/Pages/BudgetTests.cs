using System.IO.Compression;
using System.Net;
using MemberPortal.Browser.Tests.Support;

namespace MemberPortal.Browser.Tests.Pages;

/// <summary>What a page may weigh on a phone, as it goes over the wire (5-quality.md, P19).</summary>
[Collection(SharedDemo.Name)]
public sealed class BudgetTests(DemoPortal demo)
{
    private const int Kilobyte = 1024;

    [Theory]
    [InlineData("anna")]    // owes several
    [InlineData("olga")]    // a language that takes two bytes a letter
    [InlineData("nora")]    // subscribes
    public async Task Home_and_its_first_invoice_are_at_most_5_KB(string account)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync("/invoices");
        var invoice = await phone.Page.Locator("main li a").First.GetAttributeAsync("href");

        Assert.InRange(await WeightAsync(phone, "/"), 1, 5 * Kilobyte);
        Assert.InRange(await WeightAsync(phone, invoice!), 1, 5 * Kilobyte);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/desk")]
    [InlineData("/sign-in")]
    public async Task All_scripts_of_a_page_are_at_most_10_KB(string path)
    {
        await using var phone = await demo.PhoneOfAsync(path == "/desk" ? "selger" : "kari");
        await phone.Page.GotoAsync(path);
        var scripts = await phone.Page.EvaluateAsync<string[]>("() => [...document.scripts].map(script => script.src)");
        Assert.NotEmpty(scripts);
        Assert.DoesNotContain("", scripts);   // none stands in the page

        var weight = 0;
        foreach (var script in scripts)
            weight += await WeightAsync(phone, script);

        Assert.InRange(weight, 1, 10 * Kilobyte);
    }

    [Theory]
    [InlineData(null, "/sign-in")]
    [InlineData("anna", "/")]
    [InlineData("selger", "/desk")]
    public async Task A_first_visit_takes_at_most_six_requests_all_of_them_to_us(string? account, string path)
    {
        await using var phone = await demo.PhoneOfAsync(account);
        await phone.Page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });

        Assert.True(phone.Requests.Count <= 6, string.Join(' ', phone.Requests));
        Assert.All(phone.Requests, request => Assert.Equal(demo.Address.Authority, request.Authority));
    }

    /// <summary>Bytes of the body as served to a browser that takes brotli, as they are on the wire.</summary>
    private async Task<int> WeightAsync(Phone phone, string path)
    {
        var cookies = await phone.Page.Context.CookiesAsync();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = demo.Address };
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");

        using var answer = await http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));

        var body = await answer.Content.ReadAsByteArrayAsync();
        await using var page = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        using var text = new StreamReader(page);
        Assert.NotEqual("", await text.ReadToEndAsync());
        return body.Length;
    }
}
