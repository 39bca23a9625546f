using MemberPortal.Billing.Invoices;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>
/// Several ways to pay one invoice at the same moment (5-quality.md, F01, F03 and F04). However they interleave: all that was
/// taken is booked, what is more than asked is held, and whoever paid is told. <c>RACES=500</c> is the long form.
/// </summary>
public sealed class RaceTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static IEnumerable<int> Rounds => Enumerable.Range(1, LongForm.Of("RACES", 4));

    [Fact, Trait("Fault", "F01")]
    public async Task Twenty_taps_at_once_on_the_page_and_on_the_card_on_file_take_the_money_once()
    {
        foreach (var _ in Rounds)
        {
            var invoice = await InvoicedAsync(hasCard: true);

            var taps = Enumerable.Range(0, 20).Select(tap => Task.Run(() => tap % 2 == 0 ? portal.TapPayAsync(invoice) : portal.TapMethodAsync(invoice)));
            var outcomes = await portal.ThroughThePausesAsync(Task.WhenAll(taps));
            foreach (var page in outcomes.OfType<PaymentOutcome.PayAt>().Select(outcome => outcome.Page).Distinct())
                await portal.Stripe.PayAsync(page);

            await SettleAllAsync(invoice);
            await AssertTakenOnceAsync(invoice);
        }
    }

    [Fact, Trait("Fault", "F03")]
    public async Task A_page_filled_in_while_another_tab_charges_the_card_on_file_takes_the_money_once()
    {
        foreach (var _ in Rounds)
        {
            var invoice = await InvoicedAsync(hasCard: true);
            var page = await portal.OpenPaymentPageAsync(invoice);

            await Task.WhenAll(
                Task.Run(() => portal.Stripe.PayAsync(page)),
                Task.Run(() => portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice))));

            await SettleAllAsync(invoice);
            await AssertTakenOnceAsync(invoice);
        }
    }

    [Fact, Trait("Fault", "F03")]
    public async Task Two_tabs_that_each_open_a_page_for_one_invoice_take_its_money_once()
    {
        foreach (var _ in Rounds)
        {
            var invoice = await InvoicedAsync(hasCard: false);
            var member = await portal.WithDbAsync(db => db.Members.SingleAsync(m => m.Id == invoice.MemberId));
            var other = await portal.IssueInvoiceAsync(member, [7_000], title: "Camp");
            var both = new PaymentWish { MemberId = member.Id, Numbers = [invoice.Number!, other.Number!] };

            var outcomes = await portal.ThroughThePausesAsync(
                Task.WhenAll(Task.Run(() => portal.TapPayAsync(invoice)), Task.Run(() => portal.PayAsync(both))));
            await Task.WhenAll(outcomes.OfType<PaymentOutcome.PayAt>().Select(outcome => portal.Stripe.PayAsync(outcome.Page)));

            await SettleAllAsync(invoice);
            await AssertTakenOnceAsync(invoice);
        }
    }

    [Fact, Trait("Fault", "F04")]
    public async Task Cash_a_transfer_and_a_card_at_once_settle_it_once_and_the_rest_is_held_and_told()
    {
        foreach (var _ in Rounds)
        {
            var invoice = await InvoicedAsync(hasCard: false);
            var page = await portal.OpenPaymentPageAsync(invoice);

            await Task.WhenAll(
                Task.Run(() => portal.ThroughThePausesAsync(portal.RecordAsync(invoice, invoice.Total))),
                Task.Run(() => portal.RecordAsync(invoice, invoice.Total, "transfer")),
                Task.Run(() => portal.Stripe.PayAsync(page)));
            await SettleAllAsync(invoice);

            var payments = await portal.PaymentsAsync(invoice);
            var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
            Assert.InRange(payments.Count, 2, 3);
            Assert.Equal((InvoiceStatus.Paid, ExtraStatus.Overpaid, (payments.Count - 1) * invoice.Total), (facts.StatusOn(Today), facts.ExtraOn(Today), facts.Held));
            Assert.Equal(payments.Count(payment => payment.Way == PaymentWay.Card), (await ChargesAsync(invoice)).Count);
            var receipts = await portal.WithDbAsync(db => db.Outbox.Where(m => m.MemberId == invoice.MemberId && m.Key.StartsWith("receipt:")).ToListAsync());
            Assert.Equal(payments.Count, receipts.Count);
            Assert.Equal(payments.Count - 1, receipts.Count(receipt => receipt.Text.Contains("more than", StringComparison.Ordinal)));
            await portal.WithDbAsync(BooksOf.AssertProvenAsync);
        }
    }

    private async Task<Invoice> InvoicedAsync(bool hasCard)
    {
        var member = await portal.AddMemberAsync();
        if (hasCard)
            await portal.PutOnFileAsync(member);
        return await portal.IssueInvoiceAsync(member);
    }

    /// <summary>Whoever paid comes back, and the jobs have their turn.</summary>
    private async Task SettleAllAsync(Invoice invoice)
    {
        foreach (var attempt in await portal.AttemptsAsync(invoice))
            await portal.RunAsync<SettleAttempt>(settle => settle.RunAsync(attempt.Id, default));
        portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await portal.RunJobAsync<RecoverAttempts>();
    }

    private async Task AssertTakenOnceAsync(Invoice invoice)
    {
        Assert.Equal(InvoiceStatus.Paid, (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today));
        Assert.Equal(invoice.Total, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Single(await ChargesAsync(invoice));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private async Task<IReadOnlyList<string>> ChargesAsync(Invoice invoice)
    {
        var attempts = (await portal.AttemptsAsync(invoice)).Select(attempt => attempt.Id).ToHashSet();
        return [.. (await portal.Stripe.ChargesAsync()).Where(c => attempts.Contains((string?)c["metadata"]!["attempt"] ?? "")).Select(c => (string)c["id"]!)];
    }
}
