using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Mail;

public sealed class ReceiptMailTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_card_payment_is_thanked_for_with_its_receipt()
    {
        var member = await portal.AddMemberAsync(language: "sv");
        var invoice = await portal.IssueInvoiceAsync(member);

        var payment = await ReceiveAsync(invoice, 120_000);

        var mail = await ReceiptAsync(payment);
        Assert.Equal("Kvitto: Season fee 2026", mail.Subject);
        string[] said =
        [
            "1\u00a0200,00\u00a0kr", "betalt 2 mars", "Hej Kari Nordmann, tack!", $"Faktura {invoice.Number} är betald.",
            $"Kvitto: {payment.ReceiptNumber}", "Betalt med: Visa ···· 4242",
            new Uri(portal.Address, $"/receipts/{payment.ReceiptNumber}").AbsoluteUri,
        ];
        Assert.All(said, words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_says_what_is_left()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

        var mail = await ReceiptAsync(await ReceiveAsync(invoice, 50_000));

        Assert.Contains($"700.00\u00a0kr is left to pay on invoice {invoice.Number}.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Left to pay: 700.00\u00a0kr", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_payments_the_second_says_that_it_is_held()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

        var first = await ReceiptAsync(await ReceiveAsync(invoice, 130_000));
        var second = await ReceiptAsync(await ReceiveAsync(invoice, 120_000));

        Assert.Contains("That is 100.00\u00a0kr more", first.Text, StringComparison.Ordinal);
        Assert.Contains("That is 1,200.00\u00a0kr more", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_for_a_void_invoice_is_said_to_be_kept()
    {
        var invoice = await portal.IssueInvoiceAsync(await portal.AddMemberAsync());
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id)
            .ExecuteUpdateAsync(i => i.SetProperty(row => row.VoidedOn, new DateOnly(2026, 3, 2))));

        var mail = await ReceiptAsync(await ReceiveAsync(invoice, 120_000));

        Assert.Contains("The money is safe: we keep it in your name", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Left to pay", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"kari\r\nRCPT TO:<all@example.org>\"@example.org")]
    public async Task Where_no_mail_can_go_the_money_is_booked_all_the_same(string? email)
    {
        var member = await portal.AddMemberAsync(email: email);
        var invoice = await portal.IssueInvoiceAsync(member);

        await ReceiveAsync(invoice, 120_000);

        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Empty(await portal.MailsToAsync(member));
    }

    [Fact]
    public async Task A_hostile_name_is_text_in_its_mail()
    {
        var member = await portal.AddMemberAsync(name: "<script>\r\nBcc: x\u202e</script>");
        var invoice = await portal.IssueInvoiceAsync(member);

        var mail = await ReceiptAsync(await ReceiveAsync(invoice, 120_000));

        Assert.Equal("<script> Bcc: x</script>", mail.ToName);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
    }

    private async Task<Payment> ReceiveAsync(Invoice invoice, long minor)
    {
        var money = new ReceivedMoney
        {
            Source = $"test:{Guid.NewGuid():N}",
            Currency = Currency.Of("NOK"),
            Parts = [new(invoice.Id, minor)],
            Way = PaymentWay.Card,
            Account = AccountKind.AtProvider,
            CardBrand = "visa",
            Last4 = "4242",
            HappenedAt = portal.Clock.GetUtcNow().UtcDateTime,
            By = "test",
        };
        await portal.WithScopeAsync(async scope =>
        {
            var (db, record) = ((PortalDbContext)scope.GetService(typeof(PortalDbContext))!, (RecordPayment)scope.GetService(typeof(RecordPayment))!);
            await db.WriteAsync(() => record.RunAsync(money, default), default);
        });
        return await portal.WithDbAsync(db => db.Payments.AsNoTracking().SingleAsync(p => p.Source == money.Source));
    }

    private Task<OutgoingMail> ReceiptAsync(Payment payment) =>
        portal.WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Key == $"receipt:{payment.Source}"));
}
