using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Mail;

public sealed class InvoiceSentMailTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task An_invoice_is_mailed_with_all_that_is_needed_to_pay_it()
    {
        var member = await portal.AddMemberAsync(language: "nb");

        var invoice = await portal.IssueInvoiceAsync(member, dueOn: new(2026, 3, 27));

        var mail = Assert.Single(await portal.MailsToAsync(member));
        Assert.Equal($"invoice:{invoice.Number}", mail.Key);
        Assert.Equal($"Faktura {invoice.Number}: Season fee 2026", mail.Subject);
        string[] said =
        [
            "1\u00a0200,00\u00a0kr", "forfaller fredag 27. mars", "Hei Kari Nordmann", "Season fee 2026, part 1: 1\u00a0000,00\u00a0kr",
            "herav mva.: 240,00\u00a0kr", "Kontonummer: 1234 56 78903", $"KID: {Kid.Grouped(invoice.Kid!)}",
            $"Se og betal fakturaen:\n{new Uri(portal.Address, "/pay/").AbsoluteUri}", "?language=nb",
        ];
        Assert.All(said, words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Invoice", "due Friday 27 March")]
    [InlineData("sv", "Faktura", "betala senast fredag 27 mars")]
    [InlineData("ru", "Счёт", "срок оплаты: пятница, 27 марта")]
    [InlineData("fr", "Facture", "à payer au plus tard le vendredi 27 mars")]
    public async Task Each_member_reads_it_in_their_language(string language, string subject, string due)
    {
        var member = await portal.AddMemberAsync(language: language);

        await portal.IssueInvoiceAsync(member, dueOn: new(2026, 3, 27));

        var mail = Assert.Single(await portal.MailsToAsync(member));
        Assert.StartsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains(due, mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("kari@example.org\r\nBcc: all@example.org")]
    public async Task Where_no_mail_can_go_the_invoice_is_issued_and_flagged_unsent(string? email)
    {
        var member = await portal.AddMemberAsync(email: email);

        var invoice = await portal.IssueInvoiceAsync(member);

        Assert.NotNull(invoice.IssuedOn);
        Assert.Null(invoice.SentAt);
        Assert.Empty(await portal.MailsToAsync(member));
        Assert.True(await portal.WithDbAsync(db => db.InvoiceLog.AnyAsync(
            entry => entry.InvoiceId == invoice.Id && entry.What == InvoiceHappening.IssuedUnsent)));
    }

    [Fact]
    public async Task An_invoice_of_nothing_asks_for_nothing()
    {
        var member = await portal.AddMemberAsync();

        await portal.IssueInvoiceAsync(member, amounts: [0]);

        var mail = Assert.Single(await portal.MailsToAsync(member));
        Assert.Contains("There is nothing to pay", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("due ", mail.Text, StringComparison.Ordinal);
    }
}
