using System.Net;
using System.Text.Json.Nodes;
using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.PayingByLink;

/// <summary>Somebody else pays: the money, the receipts, and what they and the member never see of each other.</summary>
public sealed class PayingByLinkTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    private const string Payer = "grandmother@example.org";

    [Fact]
    public async Task A_stranger_pays_and_both_have_a_receipt()
    {
        var (member, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);

        var page = await TapAsync(stranger, $"{path}?language=fr", Payer);
        var back = (await portal.Stripe.PayAsync(page))!;
        var thanks = await stranger.ReadAsync(back.AbsolutePath);

        Assert.Contains("<html lang=\"fr\"", thanks, StringComparison.Ordinal);
        Assert.Contains(Payer, thanks, StringComparison.Ordinal);
        Assert.DoesNotContain(member.Email!, thanks, StringComparison.Ordinal);
        Assert.Equal(InvoiceStatus.Paid, (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(new(2026, 3, 2)));
        await AssertChargedOnceAsync(invoice);
        var source = (await portal.PaymentsAsync(invoice)).Single().Source;
        var copy = await portal.WithDbAsync(db => db.Outbox.SingleAsync(m => m.Key == $"receipt-copy:{source}"));
        Assert.Equal((Payer, "fr", (int?)null), (copy.ToAddress, copy.Language, copy.MemberId));
        Assert.Contains("a indiqué cette adresse pour le reçu", copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("compte", copy.Text, StringComparison.Ordinal);
        Assert.Single(await portal.MailsToAsync(member), m => m.Key == $"receipt:{source}");
        Assert.Contains("Merci", await stranger.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_member_goes_to_the_provider_and_nothing_of_theirs_changes()
    {
        var (member, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);

        await portal.Stripe.PayAsync(await TapAsync(stranger, path, Payer));
        await portal.ComeBackAsync(invoice);

        var attempt = Assert.Single(await portal.AttemptsAsync(invoice));
        var session = (await portal.Stripe.ListAsync("checkout/sessions")).Single(s => (string?)s["id"] == attempt.CheckoutId);
        Assert.Null((string?)session["customer"]);
        var after = await portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == member.Id));
        Assert.Null(after.ProviderCustomerId);
        Assert.False(await portal.WithDbAsync(db => db.PaymentMethods.AnyAsync(m => m.MemberId == member.Id)));
        Assert.DoesNotContain(TokenOf(path), session.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(member.Email!, session.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Log.All, line => line.Contains(TokenOf(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_only_the_member_has_a_receipt()
    {
        var (member, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);

        await portal.Stripe.PayAsync(await TapAsync(stranger, path, " "));
        await portal.ComeBackAsync(invoice);

        var source = (await portal.PaymentsAsync(invoice)).Single().Source;
        Assert.Single(await portal.MailsToAsync(member), m => m.Key == $"receipt:{source}");
        Assert.False(await portal.WithDbAsync(db => db.Outbox.AnyAsync(m => m.Key == $"receipt-copy:{source}")));
    }

    [Fact]
    public async Task The_link_tapped_twice_leads_to_one_page_and_after_payment_to_thanks()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var first = new Visitor(portal.Address);
        using var second = new Visitor(portal.Address);

        var page = await TapAsync(first, path, Payer);
        Assert.Equal(page, await TapAsync(second, path, Payer));
        await portal.Stripe.PayAsync(page);
        using var late = await second.PostAsync("/forgot-password", path, ("Email", Payer));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("Thank you!", await late.TextAsync(), StringComparison.Ordinal);
        await AssertChargedOnceAsync(invoice);
    }

    [Fact]
    public async Task Member_and_stranger_never_see_each_others_payment_page()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);

        var members = await portal.OpenPaymentPageAsync(invoice);
        var strangers = await TapAsync(stranger, path, Payer);
        var membersAgain = await portal.OpenPaymentPageAsync(invoice);

        Assert.Equal(3, new[] { members, strangers, membersAgain }.Distinct().Count());
        Assert.Null(await portal.Stripe.PayAsync(members));
        Assert.Null(await portal.Stripe.PayAsync(strangers));
        Assert.NotNull(await portal.Stripe.PayAsync(membersAgain));
        await portal.ComeBackAsync(invoice);
        await AssertChargedOnceAsync(invoice);
    }

    [Fact]
    public async Task Member_and_stranger_at_once_are_one_charge()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        var token = await stranger.TokenAsync(path);

        var taps = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            if (i % 2 == 0)
                return (await portal.TapPayAsync(invoice) as PaymentOutcome.PayAt)?.Page;

            using var answer = await stranger.PostWithTokenAsync(token, path, ("Email", Payer));
            return answer.Headers.Location;
        }));
        foreach (var page in (await portal.ThroughThePausesAsync(Task.WhenAll(taps))).OfType<Uri>().Distinct())
            await portal.Stripe.PayAsync(page);
        await portal.Stripe.PayAsync(await LastPageAsync(invoice));
        foreach (var attempt in await portal.AttemptsAsync(invoice))
            await portal.RunAsync<SettleAttempt>(settle => settle.RunAsync(attempt.Id, default));

        await AssertChargedOnceAsync(invoice);
    }

    [Fact]
    public async Task An_address_that_no_mail_can_go_to_is_kept_and_nothing_is_begun()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);

        using var answer = await stranger.PostAsync(path, ("Email", "grandmother at example"));
        var page = await answer.TextAsync();

        Assert.Contains("not an email address we can write to", page, StringComparison.Ordinal);
        Assert.Contains("value=\"grandmother at example\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", page, StringComparison.Ordinal);
        Assert.Empty(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task The_thirty_first_tap_within_an_hour_waits_and_another_link_does_not()
    {
        var (_, invoice, path) = await InvoicedAsync();
        var (_, _, other) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        var token = await stranger.TokenAsync(path);
        for (var i = 0; i < 30; i++)
            (await stranger.PostWithTokenAsync(token, path, ("Email", Payer))).Dispose();

        using var tooMany = await stranger.PostWithTokenAsync(token, path, ("Email", Payer));
        var page = await tooMany.TextAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), tooMany.Headers.RetryAfter!.Delta);
        Assert.Contains("used very often in a short time. Nothing was charged.", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Payer}\"", page, StringComparison.Ordinal);
        await TapAsync(stranger, other, Payer);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await TapAsync(stranger, path, Payer);
        Assert.Single(await portal.AttemptsAsync(invoice), a => a.State == AttemptState.Pending);
    }

    [Fact]
    public async Task With_the_provider_away_the_page_says_so_and_keeps_the_address()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        await portal.Stripe.BreakAsync(new JsonObject { ["fault"] = "status", ["status"] = 500, ["path"] = "/v1/checkout/sessions", ["times"] = 1000 });

        using var answer = await portal.ThroughThePausesAsync(stranger.PostAsync(path, ("Email", Payer)));
        await portal.Stripe.MendAsync();
        var page = await answer.TextAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("We could not reach the payment provider. Nothing was charged.", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Payer}\"", page, StringComparison.Ordinal);
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    [Fact]
    public async Task Who_left_the_payment_page_tries_again_without_the_link()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        var page = await TapAsync(stranger, path, Payer);
        var back = await BackAsync(invoice);

        var left = await stranger.ReadAsync(back);
        using var again = await stranger.PostAsync(back);

        Assert.Contains("Not paid yet", left, StringComparison.Ordinal);
        Assert.DoesNotContain("/invoices/", left, StringComparison.Ordinal);
        Assert.Equal(page, again.Headers.Location);
    }

    [Fact]
    public async Task Trying_again_counts_as_a_tap_on_the_link()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        await TapAsync(stranger, path, Payer);
        var back = await BackAsync(invoice);
        for (var i = 0; i < 29; i++)
        {
            using var again = await stranger.PostAsync(back);
            Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        }

        using var tooMany = await stranger.PostAsync(back);

        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.Contains("tried very often in a short time. Nothing was charged.", await tooMany.TextAsync(), StringComparison.Ordinal);
        using var byLink = await stranger.PostAsync(path, ("Email", "another@example.org"));
        Assert.Equal(HttpStatusCode.TooManyRequests, byLink.StatusCode);
        Assert.Single(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task What_was_begun_by_a_link_is_not_tried_again_when_the_link_is_too_old()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        await TapAsync(stranger, path, Payer);
        var back = await BackAsync(invoice);
        portal.Clock.Advance(TimeSpan.FromDays(91));

        var page = await stranger.ReadAsync(back);
        using var again = await stranger.PostWithTokenAsync(await stranger.TokenAsync("/forgot-password"), back);

        Assert.DoesNotContain("<form method=\"post\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"act\"", page, StringComparison.Ordinal);
        Assert.Contains("This pay link does not work", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("it may be too old", await again.TextAsync(), StringComparison.Ordinal);
        Assert.Single(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task Whoever_looks_without_end_is_told_without_asking_the_provider()
    {
        var (_, invoice, path) = await InvoicedAsync();
        using var stranger = new Visitor(portal.Address);
        var page = await TapAsync(stranger, path, Payer);
        var back = await BackAsync(invoice);
        for (var i = 0; i < 120; i++)
            Assert.Contains("Not paid yet", await stranger.ReadAsync(back), StringComparison.Ordinal);

        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(page);
        var unasked = await stranger.ReadAsync(back);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var asked = await stranger.ReadAsync(back);

        Assert.Contains("Confirming your payment", unasked, StringComparison.Ordinal);
        Assert.Contains("Paid", asked, StringComparison.Ordinal);
        await AssertChargedOnceAsync(invoice);
    }

    private async Task<string> BackAsync(Invoice invoice) => $"/payments/{(await portal.AttemptsAsync(invoice)).Single().Id}";

    private async Task<(Member Member, Invoice Invoice, string Path)> InvoicedAsync()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        return (member, invoice, (await portal.PayLinkOfAsync(invoice)).AbsolutePath);
    }

    /// <summary>Taps Pay and expects to be led to a payment page.</summary>
    private static async Task<Uri> TapAsync(Visitor stranger, string path, string email)
    {
        using var answer = await stranger.PostAsync(path, ("Email", email));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private async Task<Uri> LastPageAsync(Invoice invoice)
    {
        var pending = (await portal.AttemptsAsync(invoice)).Last();
        var session = (await portal.Stripe.ListAsync("checkout/sessions")).Single(s => (string?)s["id"] == pending.CheckoutId);
        return (string?)session["url"] is { } url ? new(url) : new(portal.Stripe.Address, "/");
    }

    private async Task AssertChargedOnceAsync(Invoice invoice)
    {
        Assert.Single(await portal.Stripe.ChargesAsync(), c => ((string)c["description"]!).EndsWith(invoice.Number!, StringComparison.Ordinal));
        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    private static string TokenOf(string path) => path["/pay/".Length..];
}
