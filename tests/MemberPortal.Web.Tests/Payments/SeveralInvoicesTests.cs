using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>One payment for several invoices: each claim is settled and receipted, the money is booked once.</summary>
public sealed class SeveralInvoicesTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task One_payment_settles_each_and_is_one_entry_in_the_journal()
    {
        var (member, invoices) = await InvoicedAsync();

        await portal.Stripe.PayAsync(await OpenAsync(invoices));
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoices[0]));

        foreach (var invoice in invoices)
        {
            Assert.Equal(InvoiceStatus.Paid, (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today));
            var payment = Assert.Single(await portal.PaymentsAsync(invoice));
            Assert.Equal(invoice.Total, payment.Amount);
            Assert.Single(await portal.MailsToAsync(member), m => m.Key == $"receipt:{payment.Source}");
        }

        var intent = (await portal.PaymentsAsync(invoices[0])).Single().ProviderPaymentId;
        Assert.Single(await portal.Stripe.ChargesAsync(), c => (string?)c["payment_intent"] == intent && (long)c["amount"]! == 150_000);
        Assert.Equal(1, await portal.WithDbAsync(db => db.Journal.CountAsync(e => e.Key == $"payment:stripe:{intent}:received")));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task The_method_on_file_pays_all_in_one_tap()
    {
        var (member, invoices) = await InvoicedAsync();
        await portal.PutOnFileAsync(member);

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoices));

        Assert.All(invoices, i => Assert.Equal(InvoiceStatus.Paid, portal.InvoiceAsync(i.Id).GetAwaiter().GetResult().Facts.StatusOn(Today)));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact, Trait("Fault", "F03")]
    public async Task Paying_one_of_them_closes_the_page_for_all_of_them()
    {
        var (_, invoices) = await InvoicedAsync();
        var pageOfAll = await OpenAsync(invoices);

        var pageOfOne = await portal.OpenPaymentPageAsync(invoices[0]);
        Assert.NotEqual(pageOfAll, pageOfOne);
        await portal.Stripe.PayAsync(pageOfAll);
        await portal.Stripe.PayAsync(pageOfOne);
        await portal.ComeBackAsync(invoices[0]);

        Assert.Equal(InvoiceStatus.Paid, (await portal.InvoiceAsync(invoices[0].Id)).Facts.StatusOn(Today));
        Assert.Equal(0, (await portal.InvoiceAsync(invoices[1].Id)).Received);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task What_was_settled_meanwhile_is_held_and_never_lost()
    {
        var (_, invoices) = await InvoicedAsync();
        var page = await OpenAsync(invoices);
        await portal.WithScopeAsync(async scope =>
        {
            var record = (RecordPayment)scope.GetService(typeof(RecordPayment))!;
            await ((PortalDbContext)scope.GetService(typeof(PortalDbContext))!).WriteAsync(
                () => record.RunAsync(
                    new ReceivedMoney
                    {
                        Source = $"cash:{invoices[0].Number}",
                        Currency = Billing.Currency.Of("NOK"),
                        Parts = [new(invoices[0].Id, invoices[0].Total)],
                        Way = PaymentWay.Cash,
                        Account = Billing.Journal.AccountKind.Cash,
                        HappenedAt = portal.Clock.GetUtcNow().UtcDateTime,
                        By = "test",
                    },
                    default),
                default);
        });

        await portal.Stripe.PayAsync(page);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoices[1]));

        Assert.Equal(ExtraStatus.Overpaid, (await portal.InvoiceAsync(invoices[0].Id)).Facts.ExtraOn(Today));
        Assert.Equal((InvoiceStatus.Paid, (ExtraStatus?)null), (
            (await portal.InvoiceAsync(invoices[1].Id)).Facts.StatusOn(Today), (await portal.InvoiceAsync(invoices[1].Id)).Facts.ExtraOn(Today)));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task Somebody_elses_invoice_or_another_currency_is_no_choice()
    {
        var (member, invoices) = await InvoicedAsync();
        var euros = await portal.IssueInvoiceAsync(member, [5_000], currency: "EUR");
        var (_, others) = await InvoicedAsync();

        Assert.IsType<PaymentOutcome.NoSuchInvoice>(await portal.PayAsync(Wish(invoices[0], others[0])));
        Assert.IsType<PaymentOutcome.NoSuchInvoice>(await portal.PayAsync(Wish(invoices[0], euros)));
        Assert.IsType<PaymentOutcome.NoSuchInvoice>(await portal.PayAsync(Wish(invoices[0]) with { Numbers = [] }));
        Assert.Empty(await portal.AttemptsAsync(invoices[0]));
    }

    private async Task<(Member Member, Invoice[] Invoices)> InvoicedAsync()
    {
        var member = await portal.AddMemberAsync();
        return (member, [await portal.IssueInvoiceAsync(member, [100_000]), await portal.IssueInvoiceAsync(member, [30_000, 20_000], title: "Camp")]);
    }

    private async Task<Uri> OpenAsync(Invoice[] invoices) => Assert.IsType<PaymentOutcome.PayAt>(await portal.PayAsync(Wish(invoices))).Page;

    private static PaymentWish Wish(params Invoice[] invoices) =>
        new() { MemberId = invoices[0].MemberId, Numbers = [.. invoices.Select(i => i.Number!)] };
}
