using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.PaymentMethods;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

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

    [Fact]
    public async Task A_debit_that_was_taken_for_lost_goes_on_when_the_provider_names_it()
    {
        var (_, invoice) = await InvoicedAsync(Settles);
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset-after-success", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 3 });
        await portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice));
        await portal.Stripe.MendAsync();
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        await portal.RunAsync<SettleAttempt>(settle => settle.GiveUpAsync(attempt.Id, default));

        await portal.Stripe.DeliverAsync();
        await portal.HandleReportsAsync();

        Assert.IsType<AttemptStanding.Processing>(await portal.ComeBackAsync(invoice));
        Assert.Equal(ExtraStatus.Processing, (await portal.InvoiceAsync(invoice.Id)).Facts.ExtraOn(Today));
        Assert.IsType<PaymentOutcome.UnderWay>(await portal.TapPayAsync(invoice));
        await TheBankAnswersAsync();
        Assert.Single(await portal.PaymentsAsync(invoice));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_debit_that_was_taken_for_lost_is_told_as_under_way_also_when_another_attempt_has_its_invoice()
    {
        var (_, invoice) = await InvoicedAsync(Settles);
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset-after-success", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 3 });
        await portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice));
        await portal.Stripe.MendAsync();
        var lost = (await portal.AttemptsAsync(invoice)).Single().Id;
        await portal.RunAsync<SettleAttempt>(settle => settle.GiveUpAsync(lost, default));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));   // the circuit closes again
        await portal.OpenPaymentPageAsync(invoice);

        await portal.Stripe.DeliverAsync();
        await portal.HandleReportsAsync();

        Assert.IsType<AttemptStanding.Processing>(await portal.RunAsync<SettleAttempt, AttemptStanding>(settle => settle.RunAsync(lost, default)));
        Assert.Null((await portal.InvoiceAsync(invoice.Id)).ProcessingSince);
        await TheBankAnswersAsync();
        Assert.Single(await portal.PaymentsAsync(invoice));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact]
    public async Task A_debit_under_way_is_not_forgotten_because_the_provider_would_not_say_for_a_moment()
    {
        var (_, invoice) = await InvoicedAsync(Bounces);
        await portal.TapMethodAsync(invoice);
        await portal.Stripe.DeliverAsync();
        await portal.HandleReportsAsync();
        await HideFromSearchAsync(invoice);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await portal.Stripe.BreakAsync(new() { ["fault"] = "status", ["status"] = 401, ["path"] = "/v1/payment_intents/", ["method"] = "GET", ["times"] = 2 });

        var attempt = (await portal.AttemptsAsync(invoice)).Single().Id;
        await portal.ThroughThePausesAsync(Task.Run(async () => { await portal.RunAsync<RecoverAttempt>(recover => recover.RunAsync(attempt, default)); return true; }));
        await portal.Stripe.MendAsync();

        Assert.Equal(AttemptState.Pending, (await portal.AttemptsAsync(invoice)).Single().State);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await portal.RunJobAsync<RecoverAttempts>();
        var open = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((AttemptState.Failed, (DateTime?)null), ((await portal.AttemptsAsync(invoice)).Single().State, open.ProcessingSince));
    }

    [Fact]
    public async Task A_debit_that_the_provider_no_longer_knows_leaves_its_invoice_free()
    {
        var (_, invoice) = await InvoicedAsync(Settles);
        await portal.TapMethodAsync(invoice);
        await portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PaymentIntentId, "pi_of_another_account")));
        await HideFromSearchAsync(invoice);
        portal.Clock.Advance(TimeSpan.FromHours(2));

        await portal.RunJobAsync<RecoverAttempts>();

        Assert.Null((await portal.InvoiceAsync(invoice.Id)).ProcessingSince);
        Assert.IsType<PaymentOutcome.PayAt>(await portal.TapPayAsync(invoice));
    }

    [Fact]
    public async Task An_account_that_cannot_be_charged_for_this_says_so_and_not_that_the_provider_is_away()
    {
        var member = await portal.AddMemberAsync();
        await portal.PutOnFileAsync(member, customer => portal.Stripe.SetUpDebitAsync(customer, Settles));
        var invoice = await portal.IssueInvoiceAsync(member, [5_000], currency: "NOK");

        Assert.IsType<PaymentOutcome.NoMethod>(await portal.TapMethodAsync(invoice));

        Assert.DoesNotContain(await portal.AttemptsAsync(invoice), a => a.State == AttemptState.Pending);
        Assert.IsType<PaymentOutcome.PayAt>(await portal.TapPayAsync(invoice));
    }

    /// <summary>The provider is asked for what was made since a day before the attempt.</summary>
    private async Task HideFromSearchAsync(Invoice invoice)
    {
        var later = portal.Clock.GetUtcNow().UtcDateTime.AddDays(2);
        await portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.StartedAt, later)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a card")]
    [InlineData("none")]
    [InlineData("a card, and then none")]
    public async Task A_debit_that_was_to_be_kept_stands_back_for_what_the_member_chose_while_it_was_under_way(string chosen)
    {
        var (member, invoice) = await InvoicedAsync(Bounces);
        var debit = await PayAndKeepAsync(member, invoice);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        var card = chosen.StartsWith("a card", StringComparison.Ordinal) ? (await portal.SetUpAsync(member)).ProviderMethodId : null;
        if (chosen.EndsWith("none", StringComparison.Ordinal))
            await portal.RunAsync<RemovePaymentMethod>(remove => remove.RunAsync(member.Id, byStaff: null, default));
        portal.Clock.Advance(TimeSpan.FromDays(6));

        await ReportAsync(debit with { State = ReportedState.Paid });

        Assert.Equal(AttemptState.Succeeded, (await portal.AttemptsAsync(invoice)).Single().State);
        var onFile = await portal.MethodOfAsync(member);
        switch (chosen)
        {
            case "nothing":
                Assert.Equal((debit.Method!.Id, PaymentMethodKind.SepaDebit, ChargeResult.Succeeded), (onFile!.ProviderMethodId, onFile.Kind, onFile.LastResult));
                break;
            case "a card":
                Assert.Equal((card, ChargeResult.None), (onFile!.ProviderMethodId, onFile.LastResult));
                break;
            default:
                Assert.Null(onFile);
                break;
        }

        Assert.Equal(onFile is null ? [] : [onFile.ProviderMethodId!], await portal.KeptAtProviderAsync(member));
    }

    [Fact]
    public async Task A_debit_that_was_to_be_kept_takes_the_place_of_a_way_that_the_desk_noted_meanwhile()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member, [5_000], currency: "EUR");
        var debit = await PayAndKeepAsync(member, invoice);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await portal.WithDbAsync(async db =>
        {
            db.PaymentMethods.Add(new() { MemberId = member.Id, Kind = PaymentMethodKind.Cash, AddedAt = portal.Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        });

        await ReportAsync(debit with { State = ReportedState.Paid });

        Assert.Equal(PaymentMethodKind.SepaDebit, (await portal.MethodOfAsync(member))!.Kind);
    }

    [Fact]
    public async Task A_debit_of_the_account_on_file_that_was_to_be_kept_is_booked_when_the_account_was_removed_since()
    {
        var (member, invoice) = await InvoicedAsync(Settles);
        var onFile = (await portal.MethodOfAsync(member))!.ProviderMethodId;
        var debit = await PayAndKeepAsync(member, invoice);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        await portal.RunAsync<RemovePaymentMethod>(remove => remove.RunAsync(member.Id, byStaff: null, default));

        await ReportAsync(debit with { State = ReportedState.Paid, Method = debit.Method! with { Id = onFile } });

        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Null(await portal.MethodOfAsync(member));
    }

    [Fact]
    public async Task A_debit_is_received_on_the_day_on_which_it_is_known_to_have_settled()
    {
        var (_, invoice) = await InvoicedAsync(Settles);
        await portal.TapMethodAsync(invoice);
        portal.Clock.Advance(TimeSpan.FromDays(9));

        await portal.EventsComeAsync();

        var now = portal.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(now, Assert.Single(await portal.PaymentsAsync(invoice)).ReceivedAt);
        Assert.Equal(now, await portal.WithDbAsync(db => db.Journal
            .Where(e => e.What == $"invoice:{invoice.Number}" && e.Key.StartsWith("payment:")).Select(e => e.HappenedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_charge_that_was_under_way_and_now_waits_for_the_bank_is_no_longer_under_way()
    {
        var (_, invoice) = await InvoicedAsync(Settles);
        await portal.TapMethodAsync(invoice);
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        var asks = new ProviderReport
        {
            Reference = attempt.Id, State = ReportedState.NeedsConfirmation, PaymentIntentId = attempt.PaymentIntentId,
            Page = new("https://bank.example/"), AmountMinor = attempt.Amount, Currency = attempt.Currency,
        };

        await ReportAsync(asks);

        Assert.Equal(ExtraStatus.ActionRequired, (await portal.InvoiceAsync(invoice.Id)).Facts.ExtraOn(Today));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    /// <summary>On a page that takes debits, as the sandbox's do not where nobody names them.</summary>
    /// <returns>What the provider says of it: under way.</returns>
    private async Task<ProviderReport> PayAndKeepAsync(Member member, Invoice invoice)
    {
        await portal.PayAsync(new() { MemberId = member.Id, Numbers = [invoice.Number!], KeepsMethod = true });
        var customer = await portal.WithDbAsync(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.ProviderCustomerId).SingleAsync());
        var account = await portal.Stripe.SetUpDebitAsync(customer!, Settles);
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        var debit = new ProviderReport
        {
            Reference = attempt.Id, State = ReportedState.Processing, CheckoutId = attempt.CheckoutId, PaymentIntentId = $"pi_{attempt.Id}",
            AmountMinor = attempt.Amount, Currency = attempt.Currency, Method = new() { Id = (string)account["id"]!, Type = "sepa_debit", Last4 = "3201" },
        };
        await ReportAsync(debit);
        return debit;
    }

    private Task ReportAsync(ProviderReport report) =>
        portal.RunAsync<SettleAttempt>(settle => settle.ApplyAsync(report.Reference!, report, default));

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
