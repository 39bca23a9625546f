using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Security;

/// <summary>
/// Requests that a proxy and the portal might read differently (5-quality.md, CVE-2025-55315): each is followed on its
/// connection by another one, and nobody takes for a request of its own what may be part of the first.
/// </summary>
public sealed class SmugglingTests(CrawledPortal portal) : IClassFixture<CrawledPortal>
{
    private const string Behind = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private const string Post = "POST /forgot-password HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";

    public static TheoryData<string> Refused =>
    [
        "GET /sign-in HTTP/1.1\nHost: localhost\n\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\n\r\n",
        "GET /sign-in HTTP/1.1\rHost: localhost\r\r",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\tX: a\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\n Host: localhost\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n: no name\r\n\r\n",
        "GET  /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /sign-in\tHTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /sign-in HTTP/1.1 \r\nHost: localhost\r\n\r\n",
        "GET /sign\0in HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GE\0T /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n",
        Post + "Content-Length : 5\r\n\r\nab=cd",
        Post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nab=cd",
        Post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nab=cd",
        Post + "Content-Length: 5, 5\r\n\r\nab=cd",
        Post + "Content-Length: -5\r\n\r\nab=cd",
        Post + "Content-Length: 0x5\r\n\r\nab=cd",
        Post + "Content-Length: 5 5\r\n\r\nab=cd",
        Post + "Content-Length: 18446744073709551621\r\n\r\nab=cd",
        Post + "Content-Length:\r\n\r\nab=cd",
        Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: gzip\r\n\r\nab=cd",
        Post + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        Post + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
        "POST /forgot-password HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        Chunked + "5;\nab=cd\r\n0\r\n\r\n",
        Chunked + "5;x\ny\r\nab=cd\r\n0\r\n\r\n",
        Chunked + "5;x=\"\ry\"\r\nab=cd\r\n0\r\n\r\n",
        Chunked + "5\nab=cd\n0\n\n",
        Chunked + "5\r\nab=cdef\r\n0\r\n\r\n",
        Chunked + "-5\r\nab=cd\r\n0\r\n\r\n",
        Chunked + "0x5\r\nab=cd\r\n0\r\n\r\n",
        Chunked + "100000005\r\nab=cd\r\n0\r\n\r\n",
        Chunked + "\r\nab=cd\r\n0\r\n\r\n",
        "GET http://evil.example/sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost@evil.example\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: evil.example/localhost\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost evil.example\r\n\r\n",
        "GET /sign-in HTTP/1.1\r\nHost: localhost:80:80\r\n\r\n",
    ];

    // These say where they end; what follows is another request.
    [Theory]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\nX-Original-Host: localhost\r\nForwarded: host=localhost\r\n\r\n")]
    [InlineData("GET /sign-in HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n")]
    public async Task A_name_that_is_not_the_portals_is_refused(string request) =>
        Assert.Equal([400, 200], await RawVisitor.AskAsync(portal.Address, request + Behind));

    [Theory]
    [InlineData("GET sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    public async Task What_names_no_page_ends_the_connection(string request) =>
        Assert.DoesNotContain(200, await RawVisitor.AskAsync(portal.Address, request + Behind));

    [Theory, MemberData(nameof(Refused))]
    public async Task What_can_be_read_in_two_ways_is_refused_with_all_that_stands_behind_it(string request)
    {
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        var statuses = await RawVisitor.AskAsync(portal.Address, request + Behind);

        Assert.True(statuses is [400], $"{request}: {string.Join(' ', statuses)}");
        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task Chunks_win_over_a_length_and_the_connection_ends_there()
    {
        const string both = Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

        Assert.Equal([400], await RawVisitor.AskAsync(portal.Address, both + Behind));   // a form without its token
    }

    [Fact]
    public async Task Requests_that_are_in_order_are_each_answered()
    {
        const string first = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

        Assert.Equal([200, 200], await RawVisitor.AskAsync(portal.Address, first + Behind));
        Assert.Equal([400, 200], await RawVisitor.AskAsync(portal.Address, Chunked + "5;x=y\r\nab=cd\r\n0\r\nX: trailer\r\n\r\n" + Behind));
    }
}
