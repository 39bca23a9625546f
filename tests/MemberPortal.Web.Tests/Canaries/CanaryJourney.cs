using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.SignIn;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.Kills;
using MemberPortal.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MemberPortal.Web.Tests.Canaries;

/// <summary>
/// One journey through a whole portal in production: a member, a stranger with a pay link and a seller, with secrets and
/// personal data that are found again by the word in them; errors on the way, and logs that say all they can.
/// </summary>
public sealed partial class CanaryJourney : Portal
{
    /// <summary>Is in every secret and in all that is said of a person.</summary>
    public const string Planted = "planted";

    private const string Key = $"sk_test_{Planted}_key_of_the_journey";
    private const string HookSecret = $"whsec_{Planted}_hook_of_the_journey";
    private const string SmtpPassword = $"{Planted} smtp word";
    private const string Email = $"gunhild@{Planted}.example";
    private const string Phone = $"{Planted} +47 998 87 766\r\nfail: {Planted}";
    private const string LastPassword = $"{Planted} lake at dawn";
    private const string Card = "4242 4242 4242 4242";

    private readonly List<LoopbackBrowser> _browsers = [];
    private readonly CallsToProvider _calls = new();
    private Collector _collector = null!;

    internal SmtpSink Server { get; } = new() { AsksForPassword = true };

    /// <summary>Tokens of mails and codes, and the cookies of everybody.</summary>
    internal List<string> Tokens { get; } = [];

    /// <summary>Whatever browsers asked for and were sent to, and whatever the provider was asked for.</summary>
    internal IEnumerable<string> Addresses => _browsers.SelectMany(browser => browser.Addresses).Concat(_calls.Addresses);

    internal IEnumerable<string> Cookies => _browsers.SelectMany(browser => browser.Cookies.Values).Where(cookie => cookie.Length > 10);

    /// <summary>Traces and metrics.</summary>
    internal string Told => _collector.Told("");

    private Uri Loopback => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public override async Task InitializeAsync()
    {
        Provider = await RunningSandbox.StartAsync(new SandboxOptions(), Clock, default);
        _collector = await Collector.StartAsync();
        await base.InitializeAsync();

        var member = await AddMemberAsync($"Gunhild {Planted} Sæterbråten\r\nBcc: everybody@{Planted}.example", email: Email);
        var browser = await SignInAllWaysAsync(member);
        await PayAllWaysAsync(member, browser);
        await WorkAtTheDeskAsync(member);
        await ReportAsync();
        await RunJobsAsync();
        await FailAsync(browser);
        Services.GetRequiredService<TracerProvider>().ForceFlush();
        Services.GetRequiredService<MeterProvider>().ForceFlush();
    }

    public override async Task DisposeAsync()
    {
        _browsers.ForEach(browser => browser.Dispose());
        await base.DisposeAsync();
        await Provider!.DisposeAsync();
        await Server.DisposeAsync();
        await _collector.DisposeAsync();
    }

    private async Task<LoopbackBrowser> SignInAllWaysAsync(Member member)
    {
        const string first = $"{Planted} lake at dusk";
        const string second = $"{Planted} lake at noon";
        var browser = NewBrowser();
        await SetPasswordAsync(browser, new(Email, member.Name, "nb", Role.Member, member.Id), first);
        await browser.PostAsync("/profile", "/profile/password", ("current", first), ("chosen", second));
        await browser.PostAsync("/profile", "/sign-out");
        await browser.PostAsync("/sign-in", "/sign-in", ("Email", Email), ("Password", $"{Planted} but wrong"));
        await browser.PostAsync("/sign-in", "/sign-in", ("Email", $"nobody\r\nfail: {Planted}"), ("Password", first));
        await browser.PostAsync("/forgot-password", "/forgot-password", ("Email", Email));
        var reset = await TokenOfAsync("/set-password/", mail => mail.Key.StartsWith("password-reset"));
        await browser.GetAsync($"/set-password/{reset}");
        await browser.PostAsync($"/set-password/{reset}", $"/set-password/{reset}", ("Password", LastPassword));
        await browser.PostAsync("/profile", "/sign-out?everywhere=true");
        await browser.PostAsync("/sign-in", "/sign-in?returnUrl=/receipts", ("Email", Email), ("Password", LastPassword));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/receipts")).Status);
        return browser;
    }

    private async Task PayAllWaysAsync(Member member, LoopbackBrowser browser)
    {
        var (declined, linked, together) = (await IssueInvoiceAsync(member), await IssueInvoiceAsync(member), await IssueInvoiceAsync(member));
        var page = (await browser.PostAsync($"/invoices/{declined.Number}", $"/invoices/{declined.Number}/pay")).Location!;
        await Stripe.PayAsync(page, StripeStand.DeclinedCard);
        await BackAsync(browser, await Stripe.PayAsync(page, Card));

        var stranger = NewBrowser();
        var link = await TokenOfAsync("/pay/", mail => mail.Key == $"invoice:{linked.Number}");
        var payPage = (await stranger.PostAsync($"/pay/{link}?language=nb", $"/pay/{link}", ("Email", $"uncle@{Planted}.example"))).Location!;
        await BackAsync(stranger, await Stripe.PayAsync(payPage, Card));

        var setup = (await browser.PostAsync("/payment-method", "/payment-method")).Location!;
        await BackAsync(browser, await Stripe.PayAsync(setup, Card));
        var button = CardButton.On((await browser.GetAsync("/invoices/pay")).Body);
        var paid = await browser.PostAsync("/invoices/pay", "/invoices/pay", [("chosen", together.Number!), .. button]);
        await browser.GetAsync(paid.Location!.OriginalString);
        foreach (var path in (string[])["/", "/invoices", "/receipts", "/profile", "/payment-method"])
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).Status);
        Assert.All([declined, linked, together], invoice => Assert.Single(PaymentsAsync(invoice).Result));
    }

    private async Task WorkAtTheDeskAsync(Member member)
    {
        var seller = NewBrowser();
        await SetPasswordAsync(seller, new($"selma@{Planted}.example", $"Selma {Planted}", "nb", Role.Seller), $"{Planted} desk at dusk");
        var (at, owed, product) = ($"/members/{member.Number}", await IssueInvoiceAsync(member), await this.AddProductAsync());
        await seller.GetAsync($"/desk?q={Planted}");
        var recorded = await seller.PostAsync(at, $"{at}/receive/cheque?invoice={owed.Id}",
            ("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Parts[0].Invoice", $"{owed.Id}"), ("Typed.Parts[0].Amount", "1300"),
            ("Typed.Reference", $"{Planted} 4711"), ("Typed.Payer", $"Uncle {Planted}"), ("Typed.Why", Phone));
        var receipt = recorded.Location!.OriginalString;
        await seller.PostAsync(receipt, $"{receipt}/code");
        var taken = await this.ShowReceiptAsync(receipt.Split('/')[^1]);   // the page has it as a code to scan
        Tokens.Add(taken);
        Assert.Equal(HttpStatusCode.OK, (await NewBrowser().GetAsync($"/r/{taken}")).Status);
        await seller.PostAsync(receipt, $"{receipt}/reverse", ("Why", Phone));

        var made = await seller.PostAsync(at, $"{at}/invoices/new",
            ("Typed.Key", $"{Guid.NewGuid()}"), ("Typed.Lines[0].Description", "Lost key"), ("Typed.Lines[0].Price", "125"), ("Typed.Why", Phone));
        var claim = made.Location!.OriginalString;
        await seller.PostAsync(claim, $"{claim}/edit", ("Typed.Lines[0].Description", "Lost keys"), ("Typed.Lines[0].Price", "250"), ("Typed.Why", Phone));
        await seller.PostAsync(claim, $"{claim}/send", ("Why", Phone));
        await seller.PostAsync(claim, $"{claim}/pause", ("until", "2026-04-01"), ("comment", Phone));
        await seller.PostAsync(at, $"{at}/products/new", ("Product", $"{product.Id}"), ("Why", Phone));
        await seller.PostAsync(at, $"{at}/payment-method/remove", ("comment", Phone));
        var comments = await WithDbAsync(db => db.AuditLog.Select(entry => entry.Comment).ToListAsync());
        Assert.Equal(8, comments.Count(comment => comment == Phone));   // so all of it was done
    }

    /// <summary>The webhook hears of everything, and of something that the provider never said.</summary>
    private async Task ReportAsync()
    {
        var provider = NewBrowser();
        foreach (var report in await Stripe.ListAsync("events"))
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(provider, report.ToJsonString(), HookSecret)).Status);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(provider, $"{{\"id\":\"{Planted}\"}}", $"{HookSecret} or so")).Status);
    }

    private async Task<Seen> SendAsync(LoopbackBrowser provider, string body, string secret)
    {
        var time = Clock.GetUtcNow().ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        using var content = new StringContent(body);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/stripe/webhook", UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={Convert.ToHexStringLower(mac)}");
        return await provider.SendAsync(request);
    }

    /// <summary>Some mails are refused by a server that says of whom; something cannot be done.</summary>
    private async Task RunJobsAsync()
    {
        Server.Says = (step, to) => step == SmtpStep.Recipient && to.StartsWith("uncle", StringComparison.Ordinal) ? $"550 no such person as {to}" : null;
        await AddDraftAsync(await AddMemberAsync($"Other {Planted}", email: $"other@{Planted}.example"));
        Clock.Advance(TimeSpan.FromDays(20));
        await WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER broken BEFORE INSERT ON \"Outbox\" WHEN NEW.\"Key\" LIKE 'invoice:%' BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var job in Schedule.Jobs)
                await Services.GetRequiredService<JobRunner>().RunAsync(job, default);
        }
    }

    private async Task FailAsync(LoopbackBrowser browser)
    {
        var token = Tokens[0];
        await browser.PostAsync("/sign-in", "/sign-in", ("Email", Email), ("Password", LastPassword));
        using (var odd = await RawVisitor.ConnectAsync(Loopback))
        {
            await odd.SayAsync($"GET /pay/{token}?{Planted} HTTP/9.9\r\nHost: {Planted}\r\n\r\n");
            await odd.HearAsync();
        }

        foreach (var (name, value) in ((string, string)[])
            [("User-Agent", Planted), ("Referer", $"https://portal.club.example/pay/{token}"), ("X-Forwarded-For", Planted), ("Accept-Language", $"{Planted};q=x"), ("traceparent", Planted), ("baggage", $"a={Planted}")])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/invoices/{Uri.EscapeDataString(Email)}?name={Planted}&token={token}", UriKind.Relative));
            request.Headers.TryAddWithoutValidation(name, value);
            await browser.SendAsync(request);
        }

        await Stripe.BreakAsync(new JsonObject { ["fault"] = "status", ["status"] = 403 });
        await browser.PostAsync("/payment-method", "/payment-method");
        await WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Payments\" RENAME TO \"Gone\""));
        Assert.Equal(HttpStatusCode.InternalServerError, (await browser.GetAsync("/receipts")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await browser.GetAsync($"/pay/{Tokens[2]}")).Status);
    }

    private async Task SetPasswordAsync(LoopbackBrowser browser, Invitee invitee, string password)
    {
        var link = await RunAsync<InviteAccount, MailedLink>(invite => invite.RunAsync(invitee, byMail: true, default));
        Tokens.Add(link.Address.Segments[^1]);
        await browser.GetAsync(link.Address.PathAndQuery);
        Assert.Equal(HttpStatusCode.Found, (await browser.PostAsync(link.Address.PathAndQuery, link.Address.PathAndQuery, ("Password", password))).Status);
    }

    private async Task<string> TokenOfAsync(string before, System.Linq.Expressions.Expression<Func<OutgoingMail, bool>> which)
    {
        var mail = await WithDbAsync(db => db.Outbox.AsNoTracking().Where(which).OrderBy(m => m.Id).LastAsync());
        var token = Token().Match(mail.Text[mail.Text.IndexOf(before, StringComparison.Ordinal)..]).Value;
        Tokens.Add(token);
        return token;
    }

    private static async Task BackAsync(LoopbackBrowser browser, Uri? back) =>
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(back!.PathAndQuery)).Status);

    private LoopbackBrowser NewBrowser()
    {
        var browser = new LoopbackBrowser(Loopback);
        _browsers.Add(browser);
        return browser;
    }

    private protected override void Adjust(WebApplicationBuilder builder)
    {
        base.Adjust(builder);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(ProductionSettings.In(Folder))
        {
            ["Stripe:SecretKey"] = Key,
            ["Stripe:WebhookSecrets:0"] = HookSecret,
            ["Stripe:ApiBase"] = Provider!.Address.AbsoluteUri,
            ["Stripe:CheckoutOrigin"] = Provider.Address.AbsoluteUri,
            ["Mail:Port"] = Server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:UseTls"] = "false",
            ["Mail:User"] = $"{Planted} user",
            ["Mail:Password"] = SmtpPassword,
            ["Portal:WritePatienceSeconds"] = "60",
            ["Telemetry:OtlpEndpoint"] = _collector.Address.AbsoluteUri,
        });
        foreach (var level in builder.Configuration.GetSection("Logging:LogLevel").GetChildren().ToList())
            level.Value = "Trace";
        builder.Services.AddSingleton<Microsoft.Extensions.Http.IHttpMessageHandlerBuilderFilter>(_calls);
    }

    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();
}
