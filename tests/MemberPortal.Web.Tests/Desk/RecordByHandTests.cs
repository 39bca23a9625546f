using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Desk;

/// <summary>Cash, cheques and transfers recorded at the desk (2-statuses.md, Invoice; 3-money.md, What books what).</summary>
public sealed class RecordByHandTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    /// <summary>No report of the provider changes a row behind a test's back.</summary>
    public Task InitializeAsync() => portal.Stripe.HoldWebhooksAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("cash", PaymentWay.Cash, AccountKind.Cash)]
    [InlineData("cheque", PaymentWay.Cheque, AccountKind.Cheques)]
    [InlineData("transfer", PaymentWay.Transfer, AccountKind.Bank)]
    public async Task The_whole_of_an_invoice_is_recorded_booked_receipted_mailed_and_logged(string word, object way, object account)
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);

        var receipt = await portal.RecordAsync(invoice, 120_000, word);

        Assert.Equal(InvoiceStatus.Paid, await StatusAsync(invoice));
        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Equal((receipt, way, 120_000L, "Selma Aasen"), (payment.ReceiptNumber, payment.Way, payment.Amount, payment.RecordedBy));
        Assert.Equal([(account, 120_000L)], (await MoneyInAsync(invoice)).Select(p => ((object)p.Account, p.Minor)));
        Assert.Contains(await portal.MailsToAsync(member), mail => mail.Key == $"receipt:{payment.Source}");
        Assert.Contains(await LogAsync(invoice), entry => entry is { What: InvoiceHappening.PaymentReceived, By: "Selma Aasen", Amount: 120_000 });
        var audited = Assert.Single(await portal.AuditOfAsync(member));
        Assert.Equal((AuditAct.PaymentRecorded, "Selma Aasen", 1, invoice.Id), (audited.What, audited.By, audited.AccountId, audited.InvoiceId));
        Assert.StartsWith($"{receipt}, ", audited.Detail, StringComparison.Ordinal);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task Part_of_it_leaves_the_rest_to_pay()
    {
        var invoice = await IssueAsync();

        var first = await portal.RecordAsync(invoice, 50_000);
        Assert.Equal(
            (InvoiceStatus.Open, ExtraStatus.PartiallyPaid, 70_000),
            (await StatusAsync(invoice), (await portal.InvoiceAsync(invoice.Id)).Facts.ExtraOn(Today), (await portal.InvoiceAsync(invoice.Id)).Facts.LeftToPay));

        var second = await portal.RecordAsync(invoice, 70_000, "transfer");
        Assert.Equal(InvoiceStatus.Paid, await StatusAsync(invoice));
        Assert.NotEqual(first, second);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task One_cheque_pays_two_invoices_with_one_entry_and_a_receipt_each()
    {
        var member = await portal.AddMemberAsync();
        var (fee, licence) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member, [30_000], title: "Licence"));

        await portal.RecordAsync(AtTheDesk.Money("cheque", (fee, 120_000), (licence, 20_000)), member.Id);

        var payments = await portal.PaymentsOfAsync(member);
        Assert.Equal([(fee.Id, 120_000L), (licence.Id, 20_000L)], payments.Select(p => (p.InvoiceId!.Value, p.Amount)));
        Assert.All(payments, p => Assert.Equal("4711", p.Reference));
        Assert.Equal(2, payments.Select(p => p.ReceiptNumber).Distinct().Count());
        Assert.Equal((InvoiceStatus.Paid, InvoiceStatus.Open), (await StatusAsync(fee), await StatusAsync(licence)));
        Assert.Equal(1, await portal.WithDbAsync(db => db.Journal.CountAsync(e => e.Key.StartsWith("payment:cheque:") && e.What.Contains(licence.Number!))));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task What_is_more_than_asked_is_held_on_the_invoice()
    {
        var invoice = await IssueAsync();

        await portal.RecordAsync(invoice, 150_000);

        var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
        Assert.Equal((InvoiceStatus.Paid, ExtraStatus.Overpaid, 30_000), (facts.StatusOn(Today), facts.ExtraOn(Today), facts.Held));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task What_comes_in_for_a_void_invoice_is_kept_for_the_member()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);
        await portal.VoidAsync(invoice);

        await portal.RecordAsync(invoice, 120_000);

        var payment = Assert.Single(await portal.PaymentsOfAsync(member));
        Assert.Null(payment.InvoiceId);
        Assert.Equal(120_000, -await portal.WithDbAsync(db => db.Postings
            .Where(p => p.Account == AccountKind.UnallocatedReceipts && p.MemberId == member.Id).SumAsync(p => p.Minor)));
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_transfer_keeps_the_day_it_arrived_its_reference_and_who_paid()
    {
        var invoice = await IssueAsync();
        var money = AtTheDesk.Money("transfer", (invoice, 120_000)) with
        {
            ArrivedOn = Today.AddDays(-3), Reference = "Bank 9921", PayerName = "Gran Nordmann", Comment = "From the statement",
        };

        await portal.RecordAsync(money, invoice.MemberId);

        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Equal((Today.AddDays(-3), "Bank 9921", "Gran Nordmann"), (DateOnly.FromDateTime(payment.ReceivedAt), payment.Reference, payment.PayerName));
        var audited = await portal.WithDbAsync(db => db.AuditLog.SingleAsync(e => e.InvoiceId == invoice.Id));
        Assert.Equal("From the statement", audited.Comment);
        Assert.EndsWith("Bank 9921, Gran Nordmann", audited.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_recording_changes_not_one_row()
    {
        var member = await portal.AddMemberAsync();
        var (invoice, euros) = (await portal.IssueInvoiceAsync(member), await portal.IssueInvoiceAsync(member, currency: "EUR"));
        var draft = await portal.AddDraftAsync(member);
        var foreign = await IssueAsync();
        (MoneyByHand Money, RecordByHandOutcome Expected)[] cases =
        [
            (AtTheDesk.Money("cash"), new RecordByHandOutcome.Refused(RecordRefusal.NothingEntered)),
            (AtTheDesk.Money("cheque", (invoice, 120_000)) with { Reference = null }, new RecordByHandOutcome.Refused(RecordRefusal.ChequeNumberMissing)),
            (AtTheDesk.Money("transfer", (invoice, 120_000)) with { ArrivedOn = Today.AddDays(1) }, new RecordByHandOutcome.Refused(RecordRefusal.NotArrivedYet)),
            (AtTheDesk.Money("cash", (draft, 120_000)), new RecordByHandOutcome.Refused(RecordRefusal.NotSent)),
            (AtTheDesk.Money("cash", (invoice, 120_000), (euros, 120_000)), new RecordByHandOutcome.Refused(RecordRefusal.SeveralCurrencies)),
            (AtTheDesk.Money("cash", (invoice, 120_000), (foreign, 120_000)), new RecordByHandOutcome.NoSuchInvoice()),
            (AtTheDesk.Money("cash", (invoice, 60_000), (invoice, 60_000)), new RecordByHandOutcome.NoSuchInvoice()),
        ];
        var before = await DatabaseFingerprint.OfAsync(portal.DatabaseFile);

        foreach (var (money, expected) in cases)
            Assert.Equal(expected, await portal.RecordAsync(money, member.Id));

        Assert.Equal(before, await DatabaseFingerprint.OfAsync(portal.DatabaseFile));
    }

    [Fact]
    public async Task One_form_is_recorded_once_however_often_and_fast_it_is_sent()
    {
        var invoice = await IssueAsync();
        var money = AtTheDesk.Money("cash", (invoice, 120_000));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => portal.RecordAsync(money, invoice.MemberId))));

        Assert.Single(outcomes.Cast<RecordByHandOutcome.Recorded>().Select(recorded => recorded.Receipt).Distinct());
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Equal(1, await portal.WithDbAsync(db => db.AuditLog.CountAsync(e => e.InvoiceId == invoice.Id)));
    }

    [Fact, Trait("Fault", "F04")]
    public async Task Cash_closes_the_payment_page_that_is_open_so_that_nobody_pays_twice()
    {
        var invoice = await IssueAsync();
        await portal.OpenPaymentPageAsync(invoice);

        await portal.RecordAsync(invoice, 120_000);

        Assert.NotNull((await portal.AttemptsAsync(invoice)).Single().FinishedAt);
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
    }

    [Fact, Trait("Fault", "F04")]
    public async Task Cash_for_what_was_paid_on_the_page_meanwhile_is_held()
    {
        var invoice = await IssueAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));

        await portal.RecordAsync(invoice, 120_000);

        var facts = (await portal.InvoiceAsync(invoice.Id)).Facts;
        Assert.Equal((InvoiceStatus.Paid, ExtraStatus.Overpaid, 120_000), (facts.StatusOn(Today), facts.ExtraOn(Today), facts.Held));
        Assert.Equal([PaymentWay.Card, PaymentWay.Cash], (await portal.PaymentsAsync(invoice)).Select(p => p.Way));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Theory]
    [InlineData("cash", PaymentMethodKind.Cash)]
    [InlineData("cheque", PaymentMethodKind.Cheque)]
    [InlineData("transfer", PaymentMethodKind.BankTransfer)]
    public async Task Who_has_no_method_pays_by_hand_from_now_on(string word, PaymentMethodKind kind)
    {
        var member = await portal.AddMemberAsync();

        await portal.RecordAsync(await portal.IssueInvoiceAsync(member), 120_000, word);

        Assert.Equal(kind, (await portal.MethodOfAsync(member))!.Kind);
    }

    [Fact]
    public async Task A_cheque_of_a_member_with_a_card_leaves_the_card_on_file()
    {
        var member = await portal.AddMemberAsync();
        var card = await portal.PutOnFileAsync(member);

        await portal.RecordAsync(await portal.IssueInvoiceAsync(member), 120_000, "cheque");

        var kept = (await portal.MethodOfAsync(member))!;
        Assert.Equal((card.Id, PaymentMethodKind.Card, "4242"), (kept.Id, kept.Kind, kept.Last4));
    }

    [Fact]
    public async Task A_member_without_an_address_has_a_receipt_and_no_mail()
    {
        var member = await portal.AddMemberAsync(email: null);
        var invoice = await portal.IssueInvoiceAsync(member);

        await portal.RecordAsync(invoice, 120_000);

        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Empty(await portal.MailsToAsync(member));
    }

    private async Task<Invoice> IssueAsync() => await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

    private async Task<InvoiceStatus> StatusAsync(Invoice invoice) => (await portal.InvoiceAsync(invoice.Id)).Facts.StatusOn(Today);

    private Task<List<InvoiceLogEntry>> LogAsync(Invoice invoice) =>
        portal.WithDbAsync(db => db.InvoiceLog.AsNoTracking().Where(e => e.InvoiceId == invoice.Id).ToListAsync());

    /// <summary>What the one payment of an invoice put where, apart from what it settled.</summary>
    private Task<List<Posting>> MoneyInAsync(Invoice invoice) => portal.WithDbAsync(async db =>
    {
        var entry = await db.Journal.AsNoTracking().Include(e => e.Postings)
            .SingleAsync(e => e.What == $"invoice:{invoice.Number}" && e.Key.StartsWith("payment:"));
        return entry.Postings.Where(p => p.Minor > 0).ToList();
    });
}
