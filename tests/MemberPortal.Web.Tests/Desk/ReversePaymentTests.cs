using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Payments;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Desk;

/// <summary>Taking back what was recorded by mistake (2-statuses.md, Invoice: "recorded payment reversed").</summary>
public sealed class ReversePaymentTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>No report of the provider changes a row behind a test's back.</summary>
    public Task InitializeAsync() => portal.Stripe.HoldWebhooksAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_invoice_is_open_again_the_receipt_withdrawn_and_the_member_told()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, dueOn: Today.AddDays(8));
        var receipt = await portal.RecordAsync(invoice, 120_000);

        Assert.IsType<ReversePaymentOutcome.Reversed>(await portal.ReverseAsync(receipt, "It was the other Kari"));

        var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
        Assert.Equal((InvoiceStatus.Open, 120_000, Today.AddDays(14)), (facts.StatusOn(Today), facts.LeftToPay, facts.DueOn));
        var reversal = await portal.WithDbAsync(db => db.PaymentReversals.SingleAsync(r => r.PaymentId == db.Payments.Single(p => p.ReceiptNumber == receipt).Id));
        Assert.Equal(("Selma Aasen", "It was the other Kari"), (reversal.By, reversal.Comment));
        var mail = Assert.Single(await portal.MailsToAsync(member), mail => mail.Key.StartsWith("payment-reversed:", StringComparison.Ordinal));
        using var stranger = new Visitor(portal.Address);
        Assert.Contains(invoice.Number!, await stranger.ReadAsync(Portal.PayLinkIn(mail).PathAndQuery), StringComparison.Ordinal);
        var audited = (await portal.AuditOfAsync(member))[^1];
        Assert.Equal((AuditAct.PaymentReversed, 1, "It was the other Kari"), (audited.What, audited.AccountId, audited.Comment));
        Assert.StartsWith(receipt, audited.Detail, StringComparison.Ordinal);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_changes_not_one_row()
    {
        var member = await portal.AddMemberAsync();
        var receipt = await portal.RecordAsync(await portal.IssueInvoiceAsync(member), 120_000);
        await portal.ReverseAsync(receipt);
        var recorded = await portal.RecordAsync(await portal.IssueInvoiceAsync(member), 120_000);
        var byCard = await portal.IssueInvoiceAsync(member);
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(byCard));
        await portal.ComeBackAsync(byCard);
        var refunded = await portal.IssueInvoiceAsync(member);
        var sentBack = await portal.RecordAsync(refunded, 120_000);
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == refunded.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.RefundedOutsideOn, Today)));
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        Assert.Equal(new ReversePaymentOutcome.Refused(ReversalRefusal.Reversed), await portal.ReverseAsync(receipt, "Once more"));
        Assert.Equal(new ReversePaymentOutcome.CommentMissing(), await portal.ReverseAsync(recorded, comment: null));
        Assert.Equal(
            new ReversePaymentOutcome.Refused(ReversalRefusal.NotByHand),
            await portal.ReverseAsync((await portal.PaymentsAsync(byCard)).Single().ReceiptNumber));
        Assert.Equal(new ReversePaymentOutcome.Refused(ReversalRefusal.SentBack), await portal.ReverseAsync(sentBack));
        Assert.Equal(new ReversePaymentOutcome.NoSuchPayment(), await portal.ReverseAsync("R2026-99999"));

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task A_cheque_over_two_invoices_is_taken_back_whole_by_either_receipt()
    {
        var member = await portal.AddMemberAsync();
        var (fee, licence) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member, [30_000], title: "Licence"));
        await portal.RecordAsync(AtTheDesk.Money("cheque", (fee, 120_000), (licence, 30_000)), member.Id);
        var receipts = (await portal.PaymentsOfAsync(member)).ConvertAll(p => p.ReceiptNumber);

        Assert.IsType<ReversePaymentOutcome.Reversed>(await portal.ReverseAsync(receipts[1]));

        Assert.Equal((0, 0), ((await portal.InvoiceAsync(fee.Id)).Received, (await portal.InvoiceAsync(licence.Id)).Received));
        Assert.Equal(new ReversePaymentOutcome.Refused(ReversalRefusal.Reversed), await portal.ReverseAsync(receipts[0]));
        Assert.Equal(2, (await portal.MailsToAsync(member)).Count(mail => mail.Key.StartsWith("payment-reversed:", StringComparison.Ordinal)));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task What_another_payment_brought_too_much_settles_the_invoice_in_its_place()
    {
        var invoice = await IssueAsync();
        var cash = await portal.RecordAsync(invoice, 50_000);
        await portal.RecordAsync(invoice, 120_000, "transfer");

        await portal.ReverseAsync(cash);

        var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
        Assert.Equal((InvoiceStatus.Paid, null, 0), (facts.StatusOn(Today), facts.ExtraOn(Today), facts.Held));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task Part_of_an_invoice_that_was_never_paid_whole_keeps_its_due_date()
    {
        var invoice = await IssueAsync(dueOn: Today.AddDays(8));
        var receipt = await portal.RecordAsync(invoice, 50_000);

        await portal.ReverseAsync(receipt);

        Assert.Equal((Today.AddDays(8), 0), ((await portal.InvoiceAsync(invoice.Id)).DueOn!.Value, (await portal.InvoiceAsync(invoice.Id)).Received));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task Several_at_once_take_it_back_once()
    {
        var invoice = await IssueAsync();
        var receipt = await portal.RecordAsync(invoice, 120_000);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => portal.ReverseAsync(receipt))));

        Assert.Single(outcomes.OfType<ReversePaymentOutcome.Reversed>());
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_top_up_is_taken_off_the_balance_and_stays_when_it_was_spent()
    {
        var member = await portal.AddMemberAsync();
        var (first, second) = (await TopUpAsync(member), await TopUpAsync(member));
        var receipts = (await portal.RecordAsync(first, 40_000), await portal.RecordAsync(second, 40_000));

        Assert.IsType<ReversePaymentOutcome.Reversed>(await portal.ReverseAsync(receipts.Item1));
        Assert.Equal(40_000, await BalanceAsync(member));

        await portal.PayFromBalanceAsync(await portal.IssueInvoiceAsync(member), 10_000);
        Assert.Equal(new ReversePaymentOutcome.Refused(ReversalRefusal.MovedOn), await portal.ReverseAsync(receipts.Item2));
        Assert.Equal(30_000, await BalanceAsync(member));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private async Task<Invoice> IssueAsync(DateOnly? dueOn = null) => await portal.IssueInvoiceAsync(await portal.AddMemberAsync(), dueOn: dueOn);

    private async Task<Invoice> TopUpAsync(Member member)
    {
        var topUp = new Invoice
        {
            MemberId = member.Id, Kind = InvoiceKind.TopUp, Title = "Top-up", Currency = "NOK", CreatedAt = portal.Clock.GetUtcNow().UtcDateTime,
        };
        topUp.Add(new InvoiceLine { Position = 1, Description = "Top-up", Quantity = 1, UnitPrice = 40_000, Amount = 40_000, VatRate = 0, Vat = 0 });
        await portal.WithDbAsync(async db =>
        {
            db.Add(topUp);
            await db.SaveChangesAsync();
        });
        await portal.RunAsync<Web.Features.Invoices.IssueInvoice>(issue => issue.RunAsync(topUp.Id, default));
        return await portal.InvoiceAsync(topUp.Id);
    }

    private Task<long> BalanceAsync(Member member) => portal.WithDbAsync(db => db.Balances.Where(b => b.MemberId == member.Id).Select(b => b.Amount).SingleAsync());
}
