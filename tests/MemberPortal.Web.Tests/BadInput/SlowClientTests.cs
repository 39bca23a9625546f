using System.Net;
using System.Net.Sockets;
using System.Text;
using MemberPortal.Web.Tests.SignIn;

namespace MemberPortal.Web.Tests.BadInput;

/// <summary>Two hundred clients that begin a request and do not end it: nobody else waits for them (5-quality.md, F54).</summary>
[Trait("Fault", "F54")]
public sealed class SlowClientTests(SignInPortal portal) : IClassFixture<SignInPortal>
{
    private const int Clients = 200;

    public static TheoryData<string> Beginnings =>
    [
        "GET /invo",
        "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: session=",
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\nEmail=kari",
        "POST /stripe/webhook HTTP/1.1\r\nHost: localhost\r\nStripe-Signature: t=1,v1=1\r\nContent-Length: 900\r\n\r\n{\"id\":",
        "POST /stripe/webhook HTTP/1.1\r\nHost: localhost\r\nStripe-Signature: t=1,v1=1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"",
    ];

    [Theory, MemberData(nameof(Beginnings))]
    public async Task While_two_hundred_requests_are_half_sent_pages_forms_and_health_answer(string beginning)
    {
        var account = await portal.AddAccountAsync();
        using var visitor = await portal.SignedInAsync(account);
        var slow = Enumerable.Range(0, Clients).Select(_ => new TcpClient { NoDelay = true }).ToList();
        try
        {
            foreach (var client in slow)
            {
                await client.ConnectAsync(portal.Address.Host, portal.Address.Port);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));
            }

            using var live = await visitor.GetAsync("/health/live");
            using var ready = await visitor.GetAsync("/health/ready");
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.ReadAsync("/")));
            using var form = await visitor.PostAsync("/profile", "/profile/language", ("language", "sv"));

            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Found), (live.StatusCode, ready.StatusCode, form.StatusCode));
            Assert.All(slow, client => Assert.Equal(0, client.Available));   // each still waits to be done
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }
}
