using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>Paying with the method on file, in one tap (2-statuses.md, Payment method; 4-architecture.md, Charge attempt).</summary>
public sealed class SavedMethodTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task One_tap_pays_and_confirms_the_card()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_visa");

        var seen = Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));

        Assert.Equal((await portal.AttemptsAsync(invoice)).Single().Id, seen.AttemptId);
        await AssertPaidOnceAsync(invoice);
        var method = (await portal.MethodOfAsync(member))!;
        Assert.Equal((ChargeResult.Succeeded, seen.AttemptId), (method.LastResult, method.LastAttemptId));
    }

    [Fact, Trait("Fault", "F01")]
    public async Task Twenty_taps_at_once_charge_once()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");

        var outcomes = await portal.ThroughThePausesAsync(
            Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => portal.TapMethodAsync(invoice)))));

        Assert.All(outcomes, o => Assert.True(o is PaymentOutcome.SeeAttempt or PaymentOutcome.NothingToPay or PaymentOutcome.UnderWay or PaymentOutcome.ProviderAway, $"{o}"));
        Assert.Single(await portal.AttemptsAsync(invoice));
        await portal.ComeBackAsync(invoice);
        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F05")]
    public async Task A_decline_charges_nothing_and_the_method_remembers_it()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_chargeCustomerFail");

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));

        Assert.IsType<AttemptStanding.Over>(await portal.ComeBackAsync(invoice));
        Assert.Equal(AttemptState.Failed, (await portal.AttemptsAsync(invoice)).Single().State);
        Assert.Equal(0, (await portal.InvoiceAsync(invoice.Id)).Received);
        var method = (await portal.MethodOfAsync(member))!;
        Assert.Equal((ChargeResult.Declined, 1), (method.LastResult, method.DeclinesInARow));
        Assert.DoesNotContain(await portal.MailsToAsync(member), m => m.Key.StartsWith("payment-failed:", StringComparison.Ordinal));

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task Noes_of_one_day_count_once()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_chargeCustomerFail");

        await portal.TapMethodAsync(invoice);
        await portal.TapMethodAsync(invoice);
        await portal.TapMethodAsync(invoice);

        Assert.Equal(3, (await portal.AttemptsAsync(invoice)).Count);
        Assert.Equal(1, (await portal.MethodOfAsync(member))!.DeclinesInARow);
    }

    [Fact]
    public async Task Where_the_bank_asks_nothing_is_charged_before_the_member_confirms()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_authenticationRequired");

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));
        var asked = Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice));
        Assert.Equal(ExtraStatus.ActionRequired, (await portal.InvoiceAsync(invoice.Id)).Facts.ExtraOn(Today));
        Assert.Empty(await ChargesForAsync(invoice));

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));
        Assert.Single(await portal.AttemptsAsync(invoice));

        await portal.Stripe.AnswerBankAsync(asked.BankPage, confirms: true);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(invoice);
        Assert.Null((await portal.InvoiceAsync(invoice.Id)).ActionRequiredAt);
    }

    [Fact]
    public async Task Who_refuses_at_the_bank_pays_nothing_and_the_card_can_be_tried_again()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_authenticationRequired");
        await portal.TapMethodAsync(invoice);
        var asked = Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice));

        await portal.Stripe.AnswerBankAsync(asked.BankPage, confirms: false);

        Assert.IsType<AttemptStanding.Over>(await portal.ComeBackAsync(invoice));
        Assert.Empty(await ChargesForAsync(invoice));
        Assert.Equal("payment_intent_authentication_failure", (await portal.MethodOfAsync(member))!.LastDecline);   // no code of the table: a plain no
        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));
        Assert.NotNull((await portal.InvoiceAsync(invoice.Id)).ActionRequiredAt);
    }

    [Fact]
    public async Task A_bank_that_nobody_answers_is_given_up_and_the_invoice_can_be_paid_otherwise()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_authenticationRequired");
        await portal.TapMethodAsync(invoice);
        var asked = Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice));

        portal.Clock.Advance(TimeSpan.FromMinutes(36));
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.Stripe.AnswerBankAsync(asked.BankPage, confirms: true);

        Assert.Equal(AttemptState.Expired, (await portal.AttemptsAsync(invoice)).Single().State);
        Assert.Empty(await ChargesForAsync(invoice));
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await portal.ComeBackAsync(invoice);
        await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task Looking_at_the_question_does_not_keep_it_open_past_its_time()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_authenticationRequired");
        await portal.TapMethodAsync(invoice);

        portal.Clock.Advance(TimeSpan.FromMinutes(36));
        Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice));
        await portal.RunJobAsync<RecoverAttempts>();

        Assert.IsType<AttemptStanding.Over>(await portal.ComeBackAsync(invoice));
        Assert.Empty(await ChargesForAsync(invoice));
    }

    [Fact, Trait("Fault", "F03")]
    public async Task Another_way_to_pay_ends_the_banks_question_first()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_authenticationRequired");
        await portal.TapMethodAsync(invoice);
        var asked = Assert.IsType<AttemptStanding.NeedsConfirmation>(await portal.ComeBackAsync(invoice));

        var page = await portal.OpenPaymentPageAsync(invoice);
        await portal.Stripe.AnswerBankAsync(asked.BankPage, confirms: true);
        await portal.Stripe.PayAsync(page);
        await portal.ComeBackAsync(invoice);

        Assert.Equal([AttemptState.Expired, AttemptState.Succeeded], (await portal.AttemptsAsync(invoice)).Select(a => a.State).Order().Reverse());
        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F03")]
    public async Task An_open_page_is_closed_before_the_card_on_file_is_charged()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        var page = await portal.OpenPaymentPageAsync(invoice);

        Assert.IsType<PaymentOutcome.SeeAttempt>(await portal.TapMethodAsync(invoice));
        await portal.Stripe.PayAsync(page);

        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F25")]
    public async Task A_lost_answer_is_found_by_the_job_and_charged_once()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset-after-success", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 3 });

        var tap = portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice));
        Assert.IsType<PaymentOutcome.SeeAttempt>(await tap);
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.RunJobAsync<RecoverAttempts>();

        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F25")]
    public async Task A_tap_after_a_lost_answer_charges_once_though_the_invoice_is_called_otherwise_by_then()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset-after-success", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 3 });
        await portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice));
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));   // the circuit closes again
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Title, "Another title")));

        await portal.TapMethodAsync(invoice);

        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F06")]
    public async Task A_lost_charge_is_looked_for_and_not_made_again_when_its_key_is_a_day_old()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await LoseAsync(invoice);
        portal.Clock.Advance(TimeSpan.FromHours(25));

        Assert.IsType<PaymentOutcome.NothingToPay>(await portal.TapMethodAsync(invoice));

        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F06")]
    public async Task What_the_provider_charged_twice_for_one_attempt_is_all_booked()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_visa");
        await portal.TapMethodAsync(invoice);
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        var again = new NewIntent
        {
            Reference = attempt.Id,
            CustomerId = await portal.WithDbAsync(async db => (await db.Members.FindAsync(member.Id))!.ProviderCustomerId!),
            MethodId = attempt.ProviderMethodId!,
            MethodType = "card",
            AmountMinor = attempt.Amount,
            Currency = attempt.Currency,
            Description = "A key that the provider forgot",
            ReturnUrl = new("https://portal.club.example/"),
        };
        await portal.RunAsync<IStripe, Intent>(stripe => stripe.ChargeAsync(again, "another-key", default));
        await portal.Stripe.DeliverAsync();
        await portal.HandleReportsAsync();

        var payments = await portal.PaymentsOfAsync(member);
        Assert.Equal(2, payments.Select(p => p.ProviderPaymentId).Distinct().Count());
        Assert.Equal(2 * invoice.Facts.Total, payments.Sum(p => p.Amount));
        Assert.Equal(ExtraStatus.Overpaid, (await portal.InvoiceAsync(invoice.Id)).Facts.ExtraOn(Today));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact, Trait("Fault", "F32")]
    public async Task A_clock_that_jumps_during_the_call_does_not_free_the_invoice()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 2 });
        var tap = Task.Run(() => portal.TapMethodAsync(invoice));
        await portal.Clock.WaitedOnAsync(TimeSpan.FromSeconds(1));   // between two tries
        portal.Clock.SetBy(TimeSpan.FromMinutes(6));
        await portal.RunJobAsync<RecoverAttempts>();
        portal.Clock.SetBy(TimeSpan.FromMinutes(-6));
        var meanwhile = (await portal.AttemptsAsync(invoice)).Single().State;
        await portal.ThroughThePausesAsync(tap);

        Assert.Equal(AttemptState.Pending, meanwhile);
        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F32")]
    public async Task A_lost_charge_is_found_though_our_clock_is_ahead_of_the_providers()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await LoseAsync(invoice);
        var attempt = (await portal.AttemptsAsync(invoice)).Single();
        var ahead = attempt.StartedAt.AddMinutes(20);
        await portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.StartedAt, ahead)));
        portal.Clock.Advance(TimeSpan.FromMinutes(30));

        await portal.RunJobAsync<RecoverAttempts>();

        await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task A_charge_that_cannot_be_read_right_after_it_was_made_is_not_made_again()
    {
        var (_, invoice) = await InvoicedAsync("pm_card_visa");
        await portal.Stripe.BreakAsync(new() { ["fault"] = "status", ["status"] = 404, ["path"] = "/v1/payment_intents/", ["method"] = "GET", ["times"] = 1 });

        await portal.TapMethodAsync(invoice);
        await portal.Stripe.MendAsync();
        await portal.TapMethodAsync(invoice);

        await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task Without_a_method_that_can_be_charged_nothing_is_begun()
    {
        var member = await portal.AddMemberAsync();
        var invoice = await portal.IssueInvoiceAsync(member);

        Assert.IsType<PaymentOutcome.NoMethod>(await portal.TapMethodAsync(invoice));
        Assert.Empty(await portal.AttemptsAsync(invoice));
    }

    [Fact]
    public async Task A_card_kept_on_the_payment_page_takes_the_place_of_the_old_one()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_mastercard");
        var old = (await portal.MethodOfAsync(member))!.ProviderMethodId;
        var wish = new PaymentWish { MemberId = member.Id, Numbers = [invoice.Number!], KeepsMethod = true };

        await portal.Stripe.PayAsync(Assert.IsType<PaymentOutcome.PayAt>(await portal.PayAsync(wish)).Page);
        await portal.ComeBackAsync(invoice);
        await portal.RunJobAsync<Web.Features.PaymentMethods.DetachRetiredMethods>();

        var method = (await portal.MethodOfAsync(member))!;
        Assert.Equal(("visa", "4242", ChargeResult.Succeeded), (method.Brand, method.Last4, method.LastResult));
        Assert.NotEqual(old, method.ProviderMethodId);
        var customer = await portal.WithDbAsync(async db => (await db.Members.FindAsync(member.Id))!.ProviderCustomerId!);
        Assert.Equal([method.ProviderMethodId!], await portal.Stripe.MethodsOfAsync(customer));
    }

    [Fact]
    public async Task A_card_that_the_payer_did_not_keep_changes_nothing_on_file()
    {
        var (member, invoice) = await InvoicedAsync("pm_card_mastercard");
        var before = (await portal.MethodOfAsync(member))!.ProviderMethodId;

        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await portal.ComeBackAsync(invoice);

        Assert.Equal(before, (await portal.MethodOfAsync(member))!.ProviderMethodId);
    }

    /// <summary>A tap that charges, whose answer never comes.</summary>
    private async Task LoseAsync(Invoice invoice)
    {
        await portal.Stripe.BreakAsync(new() { ["fault"] = "reset-after-success", ["path"] = "/v1/payment_intents", ["method"] = "POST", ["times"] = 3 });
        await portal.ThroughThePausesAsync(portal.TapMethodAsync(invoice));
        await portal.Stripe.MendAsync();
    }

    private async Task<(Member Member, Invoice Invoice)> InvoicedAsync(string card)
    {
        var member = await portal.AddMemberAsync();
        await portal.PutOnFileAsync(member, card);
        return (member, await portal.IssueInvoiceAsync(member));
    }

    private async Task<IReadOnlyList<string>> ChargesForAsync(Invoice invoice)
    {
        var attempts = (await portal.AttemptsAsync(invoice)).Select(a => a.Id).ToList();
        return [.. (await portal.Stripe.ChargesAsync()).Where(c => attempts.Contains((string?)c["metadata"]!["attempt"] ?? "")).Select(c => (string)c["id"]!)];
    }

    private async Task AssertPaidOnceAsync(Invoice invoice)
    {
        var now = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((InvoiceStatus.Paid, (ExtraStatus?)null), (now.Facts.StatusOn(Today), now.Facts.ExtraOn(Today)));
        Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Single(await ChargesForAsync(invoice));
        Assert.DoesNotContain(await portal.AttemptsAsync(invoice), a => a.State == AttemptState.Pending);
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }
}
