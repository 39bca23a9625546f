using System.Net;
using System.Security.Cryptography;
using System.Text;
using MemberPortal.Web.Data;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>What the world may send to the webhook (5-quality.md, F12 to F19).</summary>
public sealed class WebhookTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly HttpClient _http = new();

    private string Secret => portal.Services.GetRequiredService<IOptions<StripeOptions>>().Value.WebhookSecrets[0];

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_true_report_is_kept_and_answered()
    {
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Event("evt_true"), Secret));
        Assert.NotNull(await KeptAsync("evt_true"));
    }

    public static TheoryData<string, string?> Forgeries => new()
    {
        { "wrong secret", "t={now},v1={wrong}" },
        { "no header", null },
        { "an old version only", "t={now},v0={right}" },
        { "from yesterday", "t={yesterday},v1={right-yesterday}" },
        { "from tomorrow", "t={tomorrow},v1={right-tomorrow}" },
        { "of another body", "t={now},v1={of another body}" },
        { "signed with nothing", "t={now},v1={of no secret}" },
        { "garbage", "t=,v1=,,=" },
    };

    [Theory, MemberData(nameof(Forgeries)), Trait("Fault", "F16")]
    public async Task A_forged_report_is_refused_and_not_kept(string id, string? header)
    {
        var body = Event($"evt_forged {id}");

        var status = await SendRawAsync(body, header is null ? null : Filled(header, body));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Null(await KeptAsync($"evt_forged {id}"));
    }

    [Fact, Trait("Fault", "F16")]
    public async Task While_a_secret_is_rolled_a_report_with_both_signatures_is_kept()
    {
        var body = Event("evt_rolled");

        Assert.Equal(HttpStatusCode.OK, await SendRawAsync(body, Filled("t={now},v1={wrong},v1={right}", body)));
        Assert.NotNull(await KeptAsync("evt_rolled"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("{\"id\":7,\"type\":\"x\",\"data\":{\"object\":{}}}")]
    [InlineData("{\"id\":\"evt_half\",\"type\":null,\"data\":{\"object\":{}}}")]
    [InlineData("{\"id\":\"evt_half\",\"type\":\"x\",\"data\":{\"object\":\"cs_1\"}}")]
    [InlineData("{\"id\":\"evt_half\",\"type\":\"x\",\"data\":{\"object\":{\"id\":\"cs\",\"metadata\":{\"attempt\":{\"a\":1}}}}}")]
    public async Task A_signed_report_that_makes_no_sense_is_refused(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(body, Secret));
        Assert.Null(await KeptAsync("evt_half"));
    }

    [Theory, Trait("Fault", "F19")]
    [InlineData(600 * 1024)]
    [InlineData(10 * 1024 * 1024)]
    public async Task An_oversized_report_is_refused(int length)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(new string(' ', length), Secret));
    }

    [Fact, Trait("Fault", "F13")]
    public async Task A_report_sent_five_times_at_once_is_kept_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(Event("evt_five"), Secret)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.NotNull(await KeptAsync("evt_five"));
    }

    /// <summary><c>REPORTS=100000</c> is the long form.</summary>
    [Fact, Trait("Fault", "F19")]
    public async Task Reports_that_come_all_at_once_are_each_kept_once_before_they_are_answered()
    {
        var ids = Enumerable.Range(1, LongForm.Of("REPORTS", 150)).Select(i => $"evt_burst_{i}").ToList();

        var answers = await Task.WhenAll(ids.Concat(ids).Select(id => Task.Run(() => SendAsync(Event(id), Secret))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(ids.Order(), await portal.WithDbAsync(db => db.StripeInbox.Where(e => e.Id.StartsWith("evt_burst_")).Select(e => e.Id).Order().ToListAsync()));
    }

    [Fact, Trait("Fault", "F18")]
    public async Task A_type_that_nobody_listens_to_is_ignored()
    {
        await SendAsync(Event("evt_unheard", type: "radar.early_fraud_warning.created"), Secret);
        await portal.HandleReportsAsync();

        Assert.Equal(EventOutcome.Ignored, (await KeptAsync("evt_unheard"))!.Outcome);
    }

    [Fact, Trait("Fault", "F19")]
    public async Task However_many_wait_one_run_handles_them_all()
    {
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => SendAsync(Event($"evt_many_{i}", "product.created"), Secret)));

        await portal.RunJobAsync<HandleStripeEvents>();

        Assert.Equal(120, await portal.WithDbAsync(db => db.StripeInbox.CountAsync(e => e.Id.StartsWith("evt_many_") && e.Outcome == EventOutcome.Ignored)));
    }

    [Fact, Trait("Fault", "F18")]
    public async Task An_object_that_is_not_ours_is_looked_at_again_and_ignored_after_three_days()
    {
        await SendAsync(Event("evt_foreign", type: "checkout.session.completed"), Secret);
        await portal.HandleReportsAsync();
        Assert.Equal((EventOutcome.Waiting, 1), await OutcomeAsync());

        portal.Clock.Advance(TimeSpan.FromDays(4));
        await portal.HandleReportsAsync();
        Assert.Equal((EventOutcome.Ignored, 2), await OutcomeAsync());

        async Task<(EventOutcome, int)> OutcomeAsync() =>
            await KeptAsync("evt_foreign") is { } kept ? (kept.Outcome, kept.Tries) : throw new InvalidOperationException("Not kept.");
    }

    [Fact, Trait("Fault", "F18")]
    public async Task A_report_of_a_page_that_proves_ours_later_is_handled_then()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.Stripe.HoldWebhooksAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);
        var checkout = (await portal.AttemptsAsync(invoice)).Single().CheckoutId!;
        await NoteAsync(null);
        await portal.Stripe.PayAsync(page);

        await SendAsync(Event("evt_early", type: "checkout.session.completed", of: checkout), Secret);
        await portal.HandleReportsAsync();
        Assert.Equal(EventOutcome.Waiting, (await KeptAsync("evt_early"))!.Outcome);

        await NoteAsync(checkout);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.HandleReportsAsync();

        Assert.Equal(EventOutcome.Handled, (await KeptAsync("evt_early"))!.Outcome);
        await AssertPaidOnceAsync(invoice);
        await portal.Stripe.ReleaseWebhooksAsync();

        Task NoteAsync(string? checkoutId) => portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.CheckoutId, checkoutId)));
    }

    [Fact, Trait("Fault", "F17")]
    public async Task A_report_that_was_true_when_it_came_is_handled_two_hours_later()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        var checkout = (await portal.AttemptsAsync(invoice)).Single().CheckoutId!;
        Assert.Equal(HttpStatusCode.OK, await SendAsync(Event("evt_waits", type: "checkout.session.completed", of: checkout), Secret));

        portal.Clock.Advance(TimeSpan.FromHours(2));
        await portal.HandleReportsAsync();

        Assert.Equal(EventOutcome.Handled, (await KeptAsync("evt_waits"))!.Outcome);
        await AssertPaidOnceAsync(invoice);
        await portal.Stripe.ReleaseWebhooksAsync();
    }

    [Fact, Trait("Fault", "F15"), Trait("Fault", "F50")]
    public async Task While_the_database_is_locked_the_report_is_not_acknowledged()
    {
        await using (new TestDatabaseHold(portal.DatabaseFile))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(Event("evt_locked"), Secret));

        Assert.Null(await KeptAsync("evt_locked"));
    }

    /// <summary>
    /// Money back and disputes are not booked yet: their reports change nothing, wherever they come. <c>ORDERS=120</c> is the long form.
    /// </summary>
    [Fact, Trait("Fault", "F12")]
    public async Task Reports_in_each_order_there_is_come_to_the_same_payment()
    {
        string[] types = ["payment_intent.created", "payment_intent.processing", "payment_intent.succeeded", "charge.refunded", "charge.dispute.created"];
        var step = 120 / LongForm.Of("ORDERS", 24);
        var orders = OrdersOf(types).Where((_, place) => place % step == 0).ToList();
        var invoices = new List<(Invoice Invoice, ChargeAttempt Attempt)>();
        await portal.Stripe.HoldWebhooksAsync();
        var member = await portal.AddMemberAsync();
        foreach (var _ in orders)
        {
            var invoice = await portal.IssueInvoiceAsync(member);
            await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
            invoices.Add((invoice, (await portal.AttemptsAsync(invoice)).Single()));
        }

        for (var turn = 0; turn < types.Length; turn++)
        {
            await Task.WhenAll(orders.Select((order, i) => SendAsync(
                Event($"evt_order_{i}_{turn}", order[turn], attempt: invoices[i].Attempt.Id), Secret)));
            await portal.HandleReportsAsync();
        }

        foreach (var (invoice, _) in invoices)
        {
            Assert.Equal(invoice.Total, (await portal.InvoiceAsync(invoice.Id)).Received);
            Assert.Single(await portal.PaymentsAsync(invoice));
        }

        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
        await portal.Stripe.ReleaseWebhooksAsync();
    }

    [Fact, Trait("Fault", "F12"), Trait("Fault", "F14")]
    public async Task Every_event_of_a_payment_in_any_order_and_doubled_settles_it_once()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice), StripeStand.DeclinedCard);
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));

        foreach (var stripeEvent in await portal.Stripe.ListAsync("events"))   // newest first: the wrong way round
        {
            await portal.Stripe.RedeliverAsync((string)stripeEvent["id"]!);
            await portal.Stripe.RedeliverAsync((string)stripeEvent["id"]!);
            await portal.HandleReportsAsync();
        }

        await portal.Stripe.ReleaseWebhooksAsync();
        await AssertPaidOnceAsync(invoice);
    }

    private async Task AssertPaidOnceAsync(Invoice invoice)
    {
        Assert.Equal(invoice.Total, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.Single(await portal.PaymentsAsync(invoice));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private static IEnumerable<string[]> OrdersOf(string[] types) => types.Length == 0
        ? [[]]
        : types.SelectMany(first => OrdersOf([.. types.Where(type => type != first)]), (first, rest) => (string[])[first, .. rest]);

    private static string Event(string id, string type = "payment_intent.succeeded", string of = "pi_foreign", string? attempt = null)
    {
        var metadata = attempt is null ? "{}" : $"{{\"attempt\":\"{attempt}\"}}";
        return $"{{\"id\":\"{id}\",\"object\":\"event\",\"type\":\"{type}\",\"data\":{{\"object\":{{\"id\":\"{of}\",\"metadata\":{metadata}}}}}}}";
    }

    private Task<HttpStatusCode> SendAsync(string body, string secret)
    {
        var now = portal.Clock.GetUtcNow().ToUnixTimeSeconds();
        return SendRawAsync(body, $"t={now},v1={Mac(now, body, secret)}");
    }

    private async Task<HttpStatusCode> SendRawAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Address, "/stripe/webhook"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { ExpectContinue = body.Length > 1024 * 1024 },   // or it may be cut off before the answer is read
        };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);

        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    private string Filled(string header, string body)
    {
        var now = portal.Clock.GetUtcNow().ToUnixTimeSeconds();
        var (yesterday, tomorrow) = (now - 86_400, now + 86_400);
        var places = new Dictionary<string, object>
        {
            ["{now}"] = now,
            ["{yesterday}"] = yesterday,
            ["{tomorrow}"] = tomorrow,
            ["{right}"] = Mac(now, body, Secret),
            ["{right-yesterday}"] = Mac(yesterday, body, Secret),
            ["{right-tomorrow}"] = Mac(tomorrow, body, Secret),
            ["{wrong}"] = Mac(now, body, "whsec_of_somebody_else"),
            ["{of another body}"] = Mac(now, Event("evt_another"), Secret),
            ["{of no secret}"] = Mac(now, body, ""),
        };
        return places.Aggregate(header, (text, place) => text.Replace(place.Key, $"{place.Value}", StringComparison.Ordinal));
    }

    private static string Mac(long time, string body, string secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    private Task<StripeEvent?> KeptAsync(string id) =>
        portal.WithDbAsync(db => db.StripeInbox.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id));
}
