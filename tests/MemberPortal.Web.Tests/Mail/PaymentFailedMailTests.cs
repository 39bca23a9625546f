using MemberPortal.Billing.Kids;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Mail;

public sealed class PaymentFailedMailTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("insufficient_funds", "not enough money in the account")]
    [InlineData("expired_card", "the card has expired")]
    [InlineData("generic_decline", "your bank declined the payment of 1,200.00\u00a0kr.")]
    [InlineData("stolen_card", "your bank declined the payment of 1,200.00\u00a0kr.")]
    [InlineData("lost_card", "your bank declined the payment of 1,200.00\u00a0kr.")]
    [InlineData("fraudulent", "your bank declined the payment of 1,200.00\u00a0kr.")]
    public async Task A_declined_payment_says_why_that_nothing_was_charged_and_what_to_do(string code, string reason)
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);

        await FailAsync(invoice, code);

        var mail = Assert.Single(await portal.MailsToAsync(member), m => m.Key.StartsWith("payment-failed:", StringComparison.Ordinal));
        string[] said =
        [
            "Nothing was charged", reason, "Try another card", $"KID: {Kid.Grouped(invoice.Kid!)}",
            new Uri(portal.Address, "/pay/").AbsoluteUri,
        ];
        Assert.All(said, words => Assert.Contains(words, mail.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(code, mail.Text, StringComparison.Ordinal);
        Assert.NotEqual(await portal.PayLinkOfAsync(invoice), Portal.PayLinkIn(mail));   // each mail has one of its own
    }

    [Fact]
    public async Task Once_the_invoice_is_settled_another_way_nobody_hears_of_the_declined_card()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, amounts: [0]);

        await FailAsync(invoice, "generic_decline");

        Assert.DoesNotContain(await portal.MailsToAsync(member), m => m.Key.StartsWith("payment-failed:", StringComparison.Ordinal));
    }

    private Task FailAsync(Invoice invoice, string code) => portal.WithScopeAsync(scope =>
    {
        var attempt = new ChargeAttempt
        {
            Id = ChargeAttempt.NewId(),
            MemberId = invoice.MemberId,
            Way = AttemptWay.Page,
            Claims = { new AttemptClaim { InvoiceId = invoice.Id, Position = 1, Amount = 120_000 } },
            Currency = "NOK",
            Amount = 120_000,
            Language = "en",
            StartedAt = portal.Clock.GetUtcNow().UtcDateTime,
            PageExpiresAt = portal.Clock.GetUtcNow().UtcDateTime,
            DeclineCode = code,
        };
        return scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () => scope.GetRequiredService<PaymentFailedMail>().QueueAsync(attempt, default), default);
    });
}
