using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>Paying by direct debit: days under way, then the money or a bounce (2-statuses.md, Processing).</summary>
public sealed class DebitTests(Portal portal) : IClassFixture<Portal>
{
    private const string Settles = "AT611904300234573201";
    private const string Bounces = "AT861904300235473202";

    private DateOnly Today => DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_debit_is_under_way_with_its_day_until_it_settles()
    {
        var (member, invoice) = await InvoicedAsync(Settles);

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));
        var standing = Assert.IsType<AttemptStanding.Processing>(await portal.ComeBackAsync(invoice));
        Assert.True(standing.ExpectedOn >= Today, $"expected on {standing.ExpectedOn}");
        var waiting = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((ExtraStatus.Processing, 0), (waiting.Facts.ExtraOn(Today), waiting.Received));
        Assert.IsType<PaymentOutcome.UnderWay>(await portal.TapPayAsync(invoice));

        await TheBankAnswersAsync();

        var paid = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((InvoiceStatus.Paid, (ExtraStatus?)null), (paid.Facts.StatusOn(Today), paid.Facts.ExtraOn(Today)));
        Assert.Equal(PaymentWay.DirectDebit, Assert.Single(await portal.PaymentsAsync(invoice)).Way);
        Assert.Equal(ChargeResult.Succeeded, (await portal.MethodOfAsync(member))!.LastResult);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_debit_that_bounces_charges_nothing_and_the_member_is_told()
    {
        var (member, invoice) = await InvoicedAsync(Bounces);
        await portal.TapMethodAsync(invoice);

        await TheBankAnswersAsync();

        var open = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((InvoiceStatus.Open, (ExtraStatus?)null, 0), (open.Facts.StatusOn(Today), open.Facts.ExtraOn(Today), open.Received));
        Assert.Equal("debit_not_authorized", (await portal.MethodOfAsync(member))!.LastDecline);
        Assert.Single(await portal.MailsToAsync(member), m => m.Key.StartsWith("payment-failed:", StringComparison.Ordinal));
        Assert.IsType<PaymentOutcome.PayAt>(await portal.TapPayAsync(invoice));
    }

    private async Task TheBankAnswersAsync()
    {
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.Stripe.DeliverAsync();
        await portal.RunJobAsync<HandleStripeEvents>();
    }

    private async Task<(Member Member, Invoice Invoice)> InvoicedAsync(string iban)
    {
        var member = await portal.AddMemberAsync();
        await portal.PutOnFileAsync(member, customer => portal.Stripe.SetUpDebitAsync(customer, iban));
        return (member, await portal.IssueInvoiceAsync(member, [5_000], currency: "EUR"));
    }
}
