using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Features.Payments;

/// <summary>The way to the provider's page and back, as a browser without scripts walks it.</summary>
public sealed class PayingOnThePagesTests(PagesPortal portal) : IClassFixture<PagesPortal>
{
    [Theory]
    [InlineData("en", "Paid", "Visa ···· 4242", "See the receipt")]
    [InlineData("sv", "Betalt", "Visa ···· 4242", "Visa kvittot")]
    public async Task Paid_shows_at_once_with_its_receipt(string language, string paid, string card, string receipt)
    {
        var (visitor, invoice) = await OwingAsync(language);
        using var _ = visitor;

        var back = await portal.Stripe.PayAsync(await TapPayAsync(visitor, invoice));
        var page = await visitor.ReadAsync(back!.PathAndQuery);

        Assert.Contains(paid, page, StringComparison.Ordinal);
        Assert.Contains(card, page, StringComparison.Ordinal);
        Assert.Contains(receipt, page, StringComparison.Ordinal);
        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        var sheet = await visitor.ReadAsync($"/receipts/{payment.ReceiptNumber}");
        Assert.Contains(invoice.Number!, sheet, StringComparison.Ordinal);
        Assert.Contains(card, sheet, StringComparison.Ordinal);
        Assert.Contains(payment.ReceiptNumber, await visitor.ReadAsync("/receipts"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Not paid yet", "You left the payment page before the end. Nothing was charged.")]
    [InlineData("ru", "Ещё не оплачено", "Вы ушли со страницы оплаты, не закончив. Деньги не списаны.")]
    public async Task Leaving_the_payment_page_charges_nothing_and_pay_leads_to_it_again(string language, string head, string why)
    {
        var (visitor, invoice) = await OwingAsync(language);
        using var _ = visitor;
        var provider = await TapPayAsync(visitor, invoice);
        var back = $"/payments/{(await portal.AttemptsAsync(invoice)).Single().Id}";

        var page = await visitor.ReadAsync(back);
        using var again = await visitor.PostAsync(back, $"/invoices/{invoice.Number}/pay");

        Assert.Contains(head, page, StringComparison.Ordinal);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Equal(provider, again.Headers.Location);
    }

    [Theory]
    [InlineData(StripeStand.DeclinedCard, "Your bank declined the card. Nothing was charged.")]
    [InlineData(StripeStand.NoFundsCard, "Your bank said no: not enough on the account. Nothing was charged.")]
    [InlineData("4000000000009987", "Your bank declined the card. Nothing was charged.")]   // lost: the member hears no more
    public async Task A_decline_is_told_kindly_and_by_group(string card, string words)
    {
        var (visitor, invoice) = await OwingAsync("en");
        using var _ = visitor;
        var provider = await TapPayAsync(visitor, invoice);
        await portal.Stripe.PayAsync(provider, card);

        var page = await visitor.ReadAsync($"/payments/{(await portal.AttemptsAsync(invoice)).Single().Id}");
        var sheet = await visitor.ReadAsync($"/invoices/{invoice.Number}");

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains(words, sheet, StringComparison.Ordinal);
        Assert.Contains("with another card", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_card_on_file_is_charged_what_its_button_said_or_nothing()
    {
        var (visitor, invoice) = await OwingAsync("en");
        using var _ = visitor;
        var member = await portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == invoice.MemberId));
        await portal.PutOnFileAsync(member);
        var wrong = await portal.RecordAsync(invoice, 70_000);
        var (path, sheet) = ($"/invoices/{invoice.Number}", await visitor.ReadAsync($"/invoices/{invoice.Number}"));
        await portal.ReverseAsync(wrong);

        using var stale = await visitor.PostAsync(path, $"{path}/pay", CardButton.On(sheet));
        var shown = await stale.TextAsync();
        using var bare = await visitor.PostAsync(path, $"{path}/pay", ("way", "SavedMethod"));

        Assert.Contains("Nothing was charged: look again, then tap to pay.", shown, StringComparison.Ordinal);
        Assert.Contains("Nothing was charged: look again, then tap to pay.", await bare.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await portal.AttemptsAsync(invoice));
        using var paid = await visitor.PostAsync(path, $"{path}/pay", CardButton.On(shown));
        Assert.Equal(HttpStatusCode.Found, paid.StatusCode);
        Assert.Equal(invoice.Facts.Total, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    [Theory]
    [InlineData("/invoices/{0}", "/invoices/{0}/pay")]
    [InlineData("/invoices/pay", "/invoices/pay")]
    public async Task The_card_that_the_button_named_is_charged_or_none(string from, string to)
    {
        var (visitor, invoice) = await OwingAsync("en");
        using var _ = visitor;
        var member = await portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync(m => m.Id == invoice.MemberId));
        await portal.PutOnFileAsync(member);
        from = string.Format(CultureInfo.InvariantCulture, from, invoice.Number);
        to = string.Format(CultureInfo.InvariantCulture, to, invoice.Number);
        var button = CardButton.On(await visitor.ReadAsync(from));
        await portal.PutOnFileAsync(member, "pm_card_mastercard");

        using var answer = await visitor.PostAsync(from, to, [("chosen", invoice.Number!), .. button]);

        Assert.Contains("Nothing was charged: look again, then tap to pay.", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task A_provider_out_of_reach_leaves_the_member_on_the_invoice_with_another_way()
    {
        var (visitor, invoice) = await OwingAsync("en");
        using var _ = visitor;
        await portal.Stripe.BreakAsync(new JsonObject { ["fault"] = "status", ["status"] = 500, ["path"] = "/v1/checkout/sessions", ["method"] = "POST" });
        try
        {
            using var answer = await portal.ThroughThePausesAsync(
                visitor.PostAsync($"/invoices/{invoice.Number}", $"/invoices/{invoice.Number}/pay"));
            var page = await answer.TextAsync();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("We could not reach the payment provider. Nothing was charged.", page, StringComparison.Ordinal);
            Assert.Contains("Pay by bank instead", page, StringComparison.Ordinal);
        }
        finally
        {
            await portal.Stripe.MendAsync();
        }
    }

    [Fact]
    public async Task A_tap_without_the_forms_token_is_refused()
    {
        var (visitor, invoice) = await OwingAsync("en");
        using var _ = visitor;

        using var answer = await visitor.PostWithTokenAsync("forged", $"/invoices/{invoice.Number}/pay");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task Foreign_payments_and_receipts_are_not_there()
    {
        var (ola, invoice) = await OwingAsync("en");
        using var _ = ola;
        await portal.Stripe.PayAsync(await TapPayAsync(ola, invoice));
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        await ola.ReadAsync($"/payments/{attempt.Id}");
        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        using var kari = await portal.SignedInAsync(await portal.AddMemberAsync());

        foreach (var path in new[] { $"/payments/{attempt.Id}", "/payments/att_0", $"/receipts/{payment.ReceiptNumber}", "/receipts/R2026-99999", $"/receipts?before={payment.ReceiptNumber}" })
        {
            using var answer = await kari.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    private async Task<(Visitor Visitor, Invoice Invoice)> OwingAsync(string language)
    {
        var member = await portal.AddMemberAsync(language: language);
        return (await portal.SignedInAsync(member), await portal.IssueInvoiceAsync(member));
    }

    private static async Task<Uri> TapPayAsync(Visitor visitor, Invoice invoice)
    {
        using var answer = await visitor.PostAsync($"/invoices/{invoice.Number}", $"/invoices/{invoice.Number}/pay");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!;
    }
}
