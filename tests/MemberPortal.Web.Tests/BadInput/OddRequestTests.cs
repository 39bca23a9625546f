using System.Net;
using System.Net.Sockets;
using System.Text;
using MemberPortal.Web.Tests.Security;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>Requests that no browser of an honest person sends: a clear page, never a failure of ours, nothing changed.</summary>
public sealed class OddRequestTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    public static TheoryData<string> Paths => [.. RouteTable.Reading.Where(row => !row.Path.Contains('%', StringComparison.Ordinal)).Select(row => row.Path)];

    [Theory, MemberData(nameof(Paths))]
    public async Task A_method_that_a_page_does_not_have_changes_nothing(string path)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);
        var token = await portal[Person.Owner].TokenAsync("/profile");
        foreach (var method in (string[])["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE", "POST"])
        {
            if (method == "POST" && !path.StartsWith("/profile", StringComparison.Ordinal))
                continue;

            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(portal.Fill(path), UriKind.Relative));
            request.Headers.Add("RequestVerificationToken", token);
            using var answer = await portal[Person.Owner].SendAsync(request);
            Assert.True((int)answer.StatusCode is >= 300 and < 500, $"{method} {path}: {answer.StatusCode}");
            Assert.True((int)answer.StatusCode < 400 || await IsOurPageAsync(answer), $"{method} {path} is no page of ours");
        }

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Theory]
    [InlineData("/invoices/..%2f..%2fappsettings.json", HttpStatusCode.NotFound)]
    [InlineData("/invoices/%2e%2e/%2e%2e/etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("/invoices/..%5c..%5cdemo.db", HttpStatusCode.NotFound)]
    [InlineData("/css/..%2f..%2fdemo.db", HttpStatusCode.NotFound)]
    [InlineData("/invoices/%F0%9F%92%A9", HttpStatusCode.NotFound)]
    [InlineData("/invoices/%C3%28", HttpStatusCode.NotFound)]
    [InlineData("/invoices/%25%30%30", HttpStatusCode.NotFound)]
    [InlineData("/invoices/{0}", HttpStatusCode.NotFound)]
    [InlineData("/invoices/<script>alert(1)</script>", HttpStatusCode.NotFound)]
    [InlineData("/invoices?before=1&before=2", HttpStatusCode.OK)]
    [InlineData("/invoices?before[]=1&=&&==&%", HttpStatusCode.OK)]
    [InlineData("/invoices?language=%00", HttpStatusCode.OK)]
    [InlineData("/invoices?language=sv%0d%0aSet-Cookie:a=b", HttpStatusCode.OK)]
    [InlineData("/receipts?before=%00", HttpStatusCode.NotFound)]
    [InlineData("/receipts?before=R2026-00001'--", HttpStatusCode.NotFound)]
    [InlineData("/sign-in?returnUrl=%00", HttpStatusCode.Found)]
    [InlineData("/sign-in?returnUrl=/%00", HttpStatusCode.Found)]
    [InlineData("/sign-in?returnUrl=/%0d%0aX-Evil:1", HttpStatusCode.Found)]
    [InlineData("/sign-in?returnUrl=/%D1%84", HttpStatusCode.Found)]
    public async Task An_odd_address_leads_nowhere_in_words(string path, HttpStatusCode status)
    {
        using var answer = await portal[Person.Owner].GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Evil"));
        Assert.True(status == HttpStatusCode.Found || await IsOurPageAsync(answer));
    }

    [Fact]
    public async Task A_long_address_leads_nowhere()
    {
        using var fits = await portal[Person.Owner].GetAsync($"/invoices/{new string('9', 7_000)}");
        using var query = await portal[Person.Owner].GetAsync($"/invoices?{new string('&', 7_000)}");
        using var tooLong = await portal[Person.Owner].GetAsync($"/invoices/{new string('9', 20_000)}");

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.RequestUriTooLong),
            (fits.StatusCode, query.StatusCode, tooLong.StatusCode));
    }

    [Theory]
    [InlineData("session=garbage; language=xx; form=garbage; notice=garbage")]
    [InlineData("session=; language=; form=; notice=")]
    [InlineData("session=CfDJ8AAAA; form=CfDJ8AAAA; notice=CfDJ8AAAA; sessionC1=x; session=chunks-99")]
    [InlineData(";;;===\"\"; , $Version=1; language=@")]
    [InlineData("session=chunks-2147483647")]
    public async Task Malformed_cookies_are_no_cookies(string cookies)
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookies);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "*;q=9, ,;, -, sv-, nb_NO.UTF-8");

        using var home = await http.GetAsync(new Uri("/", UriKind.Relative));
        using var page = await http.GetAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent([new("Email", "kari@example.org"), new("__RequestVerificationToken", "CfDJ8AAAA")]);
        using var refused = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.BadRequest), (home.StatusCode, page.StatusCode, refused.StatusCode));
        Assert.True(await IsOurPageAsync(refused));
    }

    [Fact]
    public async Task A_form_of_another_page_or_person_is_refused_in_the_visitors_language()
    {
        var others = await portal[Person.OtherMember].TokenAsync("/profile");

        using var answer = await portal[Person.Owner].PostWithTokenAsync(others, "/profile/language", ("language", "ru"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<html lang=\"sv\"", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "Email=kari@example.org")]
    [InlineData("application/json", "{\"Email\":\"kari@example.org\"}")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "Email=kari@example.org")]
    [InlineData("application/x-www-form-urlencoded", "%ZZ=%&&==%00&Email=%FF%FE")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Email\"\r\n\r\nno end")]
    [InlineData("nonsense", "")]
    public async Task What_is_no_form_is_refused(string type, string body)
    {
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/sign-in", UriKind.Relative)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("RequestVerificationToken", token);

        using var answer = await visitor.SendAsync(request);

        // Where the token was found all the same, the form is shown again with what is missing in it.
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.OK]);
        Assert.True(await IsOurPageAsync(answer));
    }

    [Theory]
    [InlineData(1_000, 10, HttpStatusCode.OK)]
    [InlineData(1, 20_000, HttpStatusCode.OK)]
    [InlineData(5_000, 10, HttpStatusCode.BadRequest)]
    [InlineData(1, 2_000_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(300_000, 10, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_form_has_its_limits(int fields, int length, HttpStatusCode status)
    {
        using var visitor = portal.Visit();
        var token = await visitor.TokenAsync("/forgot-password");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/forgot-password", UriKind.Relative));
        request.Content = new FormUrlEncodedContent(
            [.. Enumerable.Range(0, fields).Select(i => KeyValuePair.Create($"field{i}", new string('x', length))), new("__RequestVerificationToken", token)]);
        request.Headers.ExpectContinue = true;

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.True(await IsOurPageAsync(answer));
        await StrictAnswer.AssertAsync(answer);
    }

    private static readonly string[] NoHttp =
    [
        "\0\0 / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /sign-in HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: nonsense\r\n\r\n",
    ];

    [Fact]
    public async Task What_is_no_HTTP_is_refused_and_nobody_else_notices()
    {
        foreach (var request in NoHttp)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(portal.Address.Host, portal.Address.Port);
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
            using var reader = new StreamReader(tcp.GetStream());
            Assert.Matches("^HTTP/1.1 (400|505) ", await reader.ReadLineAsync());
        }

        using var visitor = portal.Visit();
        await visitor.ReadAsync("/sign-in");
    }

    // Headers of more than 32 kB or 100 of them; a body in chunks that says nothing of its length beforehand.
    [Theory]
    [InlineData(70, 1_000, 0, 431)]
    [InlineData(120, 1, 0, 431)]
    [InlineData(1, 40_000, 0, 431)]
    [InlineData(1, 1, 2_000_000, 400)]   // cut off at its limit it is no form
    public async Task What_is_too_large_is_refused_before_it_is_taken_in(int headers, int length, int body, int status)
    {
        var request = new StringBuilder("POST /forgot-password HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (var i = 0; i < headers; i++)
            request.Append(System.Globalization.CultureInfo.InvariantCulture, $"X-{i}: {new string('x', length)}\r\n");
        request.Append("Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var sent = 0; sent < body; sent += 4_096)
            request.Append("1000\r\n").Append('x', 4_096).Append("\r\n");

        var statuses = await RawVisitor.AskAsync(portal.Address, request.Append("0\r\n\r\n").ToString());

        Assert.Equal([status], statuses);
    }

    [Theory]
    [InlineData("Typed.Lines[{0}].Price", 900)]
    [InlineData("Typed.Parts[{0}].Invoice", 900)]
    [InlineData("Typed.Lines.index", 1_000)]
    [InlineData("chosen", 1_000)]
    public async Task As_many_fields_as_a_form_may_have_are_looked_at(string name, int count)
    {
        var fields = Enumerable.Range(0, count).Select(i => (string.Format(System.Globalization.CultureInfo.InvariantCulture, name, i), "x")).ToArray();
        foreach (var (person, path) in new[] { (Person.Seller, "/members/{member}/invoices/new"), (Person.Seller, "/members/{member}/receive/cash"), (Person.Owner, "/invoices/pay") })
        {
            var token = await portal[person].TokenAsync("/forgot-password");
            using var answer = await portal[person].PostWithTokenAsync(token, portal.Fill(path), fields);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            Assert.True(await IsOurPageAsync(answer));
        }
    }

    [Theory]
    [InlineData("/invoices/pay", "chosen[{0}]")]
    [InlineData("/members/{member}/invoices/new", "Typed.Lines[{0}].Price")]
    [InlineData("/members/{member}/receive/cash", "Typed.Parts[{0}].Invoice")]
    public async Task More_than_a_form_may_have_is_looked_at_where_the_address_has_the_rest(string path, string name)
    {
        string Item(int i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, name, i);
        var person = path == "/invoices/pay" ? Person.Owner : Person.Seller;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{portal.Fill(path)}?{Item(1_024)}=x", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(Enumerable.Range(0, 1_024).Select(i => KeyValuePair.Create(Item(i), "x"))),
        };
        request.Headers.Add("RequestVerificationToken", await portal[person].TokenAsync("/forgot-password"));

        using var answer = await portal[person].SendAsync(request);

        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        Assert.True(await IsOurPageAsync(answer));
    }

    /// <summary>Laid out as every page, with no trace of what went on inside.</summary>
    private static async Task<bool> IsOurPageAsync(HttpResponseMessage answer)
    {
        var page = await answer.TextAsync();
        foreach (var inside in (string[])["Exception", "   at ", "Microsoft.", "SQLite", "stack"])
            Assert.DoesNotContain(inside, page, StringComparison.Ordinal);

        return page.Contains("<main id=\"main\"", StringComparison.Ordinal);
    }
}
