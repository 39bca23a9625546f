using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Payments;

public sealed class PayingAnInvoiceTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact, Trait("Fault", "F10")]
    public async Task Coming_back_books_the_payment_before_the_webhook_and_the_webhook_adds_nothing()
    {
        await portal.Stripe.HoldWebhooksAsync();
        var (member, invoice) = await InvoicedAsync();

        var back = await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await portal.Stripe.ReleaseWebhooksAsync();
        await portal.Stripe.DeliverAsync();
        await portal.RunJobAsync<HandleStripeEvents>();

        Assert.Equal(new Uri(portal.Address, $"/payments/{(await portal.AttemptsAsync(invoice)).Single().Id}"), back);
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact, Trait("Fault", "F10"), Trait("Fault", "F11")]
    public async Task With_the_tab_closed_the_webhook_alone_books_the_payment()
    {
        var (member, invoice) = await InvoicedAsync();

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await portal.Stripe.DeliverAsync();
        await portal.RunJobAsync<HandleStripeEvents>();

        await AssertPaidOnceAsync(member, invoice);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact, Trait("Fault", "F11")]
    public async Task With_the_tab_closed_and_the_webhook_lost_the_job_books_it_within_a_minute()
    {
        await portal.Stripe.HoldWebhooksAsync();
        var (member, invoice) = await InvoicedAsync();

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        portal.Clock.Advance(TimeSpan.FromSeconds(59));
        await portal.RunJobAsync<RecoverAttempts>();

        await AssertPaidOnceAsync(member, invoice);
        await portal.Stripe.ReleaseWebhooksAsync();
    }

    [Fact, Trait("Fault", "F05")]
    public async Task A_declined_card_charges_nothing_and_the_next_card_pays()
    {
        var (member, invoice) = await InvoicedAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);

        Assert.Null(await portal.Stripe.PayAsync(page, StripeStand.NoFundsCard));
        var declined = Assert.IsType<AttemptStanding.Waiting>(await portal.ComeBackAsync(invoice));
        Assert.Equal("insufficient_funds", declined.DeclineCode);
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);

        Assert.Equal(page, await portal.OpenPaymentPageAsync(invoice));
        await portal.Stripe.PayAsync(page);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact, Trait("Fault", "F01")]
    public async Task Twenty_taps_at_once_lead_to_one_page_and_one_charge()
    {
        var (member, invoice) = await InvoicedAsync();

        var outcomes = await portal.ThroughThePausesAsync(
            Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => portal.TapPayAsync(invoice)))));

        // Who paused in vain, while another's call was at work under the same key, is told to tap again.
        Assert.All(outcomes, o => Assert.True(o is PaymentOutcome.PayAt or PaymentOutcome.ProviderAway, $"{o}"));
        var page = Assert.Single(outcomes.OfType<PaymentOutcome.PayAt>().Select(o => o.Page).Distinct());
        Assert.Single(await portal.AttemptsAsync(invoice));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.Stripe.PayAsync(page)));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => portal.ComeBackAsync(invoice))));
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact]
    public async Task An_abandoned_page_is_the_same_page_when_paying_again()
    {
        var (member, invoice) = await InvoicedAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);

        Assert.Null(Assert.IsType<AttemptStanding.Waiting>(await portal.ComeBackAsync(invoice)).DeclineCode);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(page, await portal.OpenPaymentPageAsync(invoice));
        await portal.Stripe.PayAsync(page);
        await portal.ComeBackAsync(invoice);
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact]
    public async Task After_half_an_hour_the_page_is_over_and_paying_again_opens_another()
    {
        var (member, invoice) = await InvoicedAsync();
        var first = await portal.OpenPaymentPageAsync(invoice);

        portal.Clock.Advance(TimeSpan.FromMinutes(36));
        var second = await portal.OpenPaymentPageAsync(invoice);

        Assert.NotEqual(first, second);
        await portal.Stripe.PayAsync(second);
        await portal.ComeBackAsync(invoice);
        Assert.Equal(
            [AttemptState.Expired, AttemptState.Succeeded], (await portal.AttemptsAsync(invoice)).Select(a => a.State));
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact]
    public async Task A_decline_that_was_left_at_that_is_told_by_mail_once_when_the_page_is_over()
    {
        var (member, invoice) = await InvoicedAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice), StripeStand.DeclinedCard);

        portal.Clock.Advance(TimeSpan.FromMinutes(36));
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.Stripe.DeliverAsync();
        await portal.RunJobAsync<HandleStripeEvents>();

        Assert.Equal(AttemptState.Failed, (await portal.AttemptsAsync(invoice)).Single().State);
        Assert.Single(await portal.MailsToAsync(member), m => m.Key.StartsWith("payment-failed:", StringComparison.Ordinal));
        Assert.Equal(InvoiceStatus.Open, (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today));
    }

    [Fact]
    public async Task Nobody_pays_what_is_not_theirs_or_is_paid_already()
    {
        var (member, invoice) = await InvoicedAsync();
        var stranger = await portal.AddMemberAsync("Ola Fremmed");

        Assert.IsType<PaymentOutcome.NoSuchInvoice>(await portal.RunAsync<StartPayment, PaymentOutcome>(
            start => start.RunAsync(new() { MemberId = stranger.Id, Numbers = [invoice.Number!] }, default)));
        Assert.Empty(await portal.AttemptsAsync(invoice));

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await portal.ComeBackAsync(invoice);
        Assert.IsType<PaymentOutcome.NothingToPay>(await portal.TapPayAsync(invoice));
        await AssertPaidOnceAsync(member, invoice);
    }

    [Fact]
    public async Task Too_little_for_the_provider_is_not_offered_by_card()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, [299]);

        Assert.IsType<PaymentOutcome.NotByCard>(await portal.TapPayAsync(invoice));
        Assert.Empty(await portal.AttemptsAsync(invoice));
    }

    private async Task<(Member Member, Invoice Invoice)> InvoicedAsync()
    {
        var member = await portal.AddMemberAsync();
        return (member, await portal.IssueInvoiceAsync(member));
    }

    private async Task AssertPaidOnceAsync(Member member, Invoice invoice)
    {
        var now = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((InvoiceStatus.Paid, (ExtraStatus?)null, 120_000), (now.Facts.StatusOn(Today), now.Facts.ExtraOn(Today), now.Received));

        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Equal((120_000, "NOK", PaymentWay.Card, "visa", "4242"), (payment.Amount, payment.Currency, payment.Way, payment.CardBrand, payment.Last4));
        Assert.Single(await portal.Stripe.ChargesAsync(), c => payment.Source == $"stripe:{(string?)c["payment_intent"]}");
        Assert.Single(await portal.MailsToAsync(member), m => m.Key == $"receipt:{payment.Source}");
        Assert.DoesNotContain(await portal.AttemptsAsync(invoice), a => a.State == AttemptState.Pending);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }
}
