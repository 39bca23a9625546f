using System.Text.Json.Nodes;
using MemberPortal.Billing;
using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Payments;

/// <summary>What the provider may do to a payment (5-quality.md, F25 and F26): never a second charge, never a lost one.</summary>
public sealed class ProviderTroubleTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private static readonly JsonObject AnswerLost = new()
    {
        ["fault"] = "reset-after-success",
        ["path"] = "/v1/checkout/sessions",
        ["method"] = "POST",
        ["times"] = 1,
    };

    /// <summary>Long enough for the breaker to forget what the test before did.</summary>
    public Task InitializeAsync()
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => portal.Stripe.MendAsync();

    public static TheoryData<string, int> PassingTrouble => new()
    {
        { "reset", 0 },
        { "status", 503 },
        { "status", 409 },
        { "status", 502 },
    };

    [Theory, MemberData(nameof(PassingTrouble)), Trait("Fault", "F25")]
    public async Task Passing_trouble_is_tried_again_with_the_same_key(string fault, int status)
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.BreakAsync(new() { ["fault"] = fault, ["path"] = "/v1/checkout/sessions", ["method"] = "POST", ["times"] = 1, ["status"] = status });

        var page = await portal.ThroughThePausesAsync(portal.OpenPaymentPageAsync(invoice));

        await PayAndProveAsync(invoice, page);
    }

    [Fact, Trait("Fault", "F25")]
    public async Task Asked_too_often_the_provider_is_left_alone_and_the_next_tap_goes_on_with_the_same_attempt()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.BreakAsync(new() { ["fault"] = "status", ["status"] = 429, ["path"] = "/v1/checkout/sessions", ["method"] = "POST" });

        Assert.IsType<PaymentOutcome.ProviderAway>(await portal.ThroughThePausesAsync(portal.TapPayAsync(invoice)));
        var page = await portal.OpenPaymentPageAsync(invoice);

        Assert.Single(await portal.AttemptsAsync(invoice));
        await PayAndProveAsync(invoice, page);
    }

    [Fact, Trait("Fault", "F25"), Trait("Fault", "F55")]
    public async Task While_the_provider_says_nothing_others_read_their_pages_and_the_page_that_it_opened_is_found()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.BreakAsync(new() { ["fault"] = "timeout-after-success", ["path"] = "/v1/", ["times"] = 1000 });

        var tap = portal.TapPayAsync(invoice);
        await portal.Clock.WaitedOnAsync(TimeSpan.FromSeconds(80));
        using (var others = new Visitor(portal.Address))
            await others.ReadAsync("/sign-in");
        await portal.WithDbAsync(db => db.WriteAsync(() => db.Members.CountAsync(), default));
        Assert.False(tap.IsCompleted);

        Assert.IsType<PaymentOutcome.ProviderAway>(await ThroughSilenceAsync(tap));
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.RunJobAsync<RecoverAttempts>();
        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));
    }

    [Fact, Trait("Fault", "F25")]
    public async Task A_failure_that_the_provider_keeps_under_the_key_is_over_after_a_while_and_another_attempt_pays()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.BreakAsync(new() { ["fault"] = "status", ["status"] = 500, ["path"] = "/v1/checkout/sessions", ["method"] = "POST" });

        Assert.IsType<PaymentOutcome.ProviderAway>(await portal.ThroughThePausesAsync(portal.TapPayAsync(invoice)));
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await portal.RunJobAsync<RecoverAttempts>();

        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));
        Assert.Equal([AttemptState.Failed, AttemptState.Succeeded], (await portal.AttemptsAsync(invoice)).Select(a => a.State));
    }

    [Fact, Trait("Fault", "F25")]
    public async Task An_answer_lost_after_the_page_was_opened_leads_to_that_very_page()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.BreakAsync(AnswerLost);

        var page = await portal.ThroughThePausesAsync(portal.OpenPaymentPageAsync(invoice));

        Assert.Single(await portal.Stripe.ListAsync("checkout/sessions"), s => IsOf(s, AttemptOf(invoice)));
        await PayAndProveAsync(invoice, page);
    }

    [Fact, Trait("Fault", "F25")]
    public async Task While_the_provider_is_away_nothing_is_charged_and_the_same_attempt_goes_on_afterwards()
    {
        var invoice = await InvoicedAsync();
        await AwayAsync();

        Assert.IsType<PaymentOutcome.ProviderAway>(await portal.ThroughThePausesAsync(portal.TapPayAsync(invoice)));
        var attempt = Assert.Single(await portal.AttemptsAsync(invoice));
        Assert.Equal((AttemptState.Pending, (string?)null), (attempt.State, attempt.CheckoutId));

        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await portal.RunJobAsync<RecoverAttempts>();
        var page = await portal.OpenPaymentPageAsync(invoice);
        Assert.Single(await portal.AttemptsAsync(invoice));
        await PayAndProveAsync(invoice, page);
    }

    [Fact, Trait("Fault", "F25")]
    public async Task Coming_back_while_the_provider_is_away_is_being_confirmed_and_settles_by_itself()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await AwayAsync();

        Assert.IsType<AttemptStanding.Unknown>(await portal.ThroughThePausesAsync(portal.ComeBackAsync(invoice)));

        await portal.Stripe.MendAsync();
        await portal.Stripe.ReleaseWebhooksAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.RunJobAsync<RecoverAttempts>();
        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F10")]
    public async Task A_crash_before_the_answer_was_kept_finds_the_page_that_was_opened()
    {
        var invoice = await InvoicedAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);
        await ForgetTheAnswerAsync(invoice);

        portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await portal.RunJobAsync<RecoverAttempts>();

        Assert.Equal(page, await portal.OpenPaymentPageAsync(invoice));
        await PayAndProveAsync(invoice, page);
    }

    [Fact, Trait("Fault", "F10")]
    public async Task A_report_that_comes_before_our_note_of_the_page_settles_it_and_coming_back_adds_nothing()
    {
        var invoice = await InvoicedAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);
        await ForgetTheAnswerAsync(invoice);

        await portal.Stripe.PayAsync(page);
        await portal.Stripe.DeliverAsync();
        await portal.HandleReportsAsync();

        await AssertPaidOnceAsync(invoice);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(invoice);
    }

    [Fact, Trait("Fault", "F06")]
    public async Task A_key_older_than_a_day_is_not_used_again_and_the_payment_is_found_by_looking()
    {
        var invoice = await InvoicedAsync();
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenPaymentPageAsync(invoice));
        await ForgetTheAnswerAsync(invoice);
        var before = (await portal.Stripe.ListAsync("checkout/sessions")).Count;

        portal.Clock.Advance(TimeSpan.FromHours(25));
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.Stripe.ReleaseWebhooksAsync();

        Assert.Equal(before, (await portal.Stripe.ListAsync("checkout/sessions")).Count);
        await AssertPaidOnceAsync(invoice);
    }

    [Fact]
    public async Task A_customer_who_is_gone_at_the_provider_keeps_nobody_from_paying()
    {
        var invoice = await InvoicedAsync();
        await portal.WithDbAsync(db => db.Members.Where(m => m.Id == invoice.MemberId)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ProviderCustomerId, "cus_of_another_account")));

        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));
    }

    [Fact]
    public async Task A_page_that_the_provider_no_longer_knows_blocks_its_invoice_for_an_hour_at_most()
    {
        var invoice = await InvoicedAsync();
        await portal.OpenPaymentPageAsync(invoice);
        await portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.CheckoutId, "cs_test_of_another_account")));

        Assert.IsType<AttemptStanding.Unknown>(await portal.ComeBackAsync(invoice));
        portal.Clock.Advance(TimeSpan.FromHours(2));
        await MoveStartAsync(TimeSpan.FromHours(26));   // so that the search, which begins a day before, finds nothing
        await portal.RunJobAsync<RecoverAttempts>();
        await MoveStartAsync(TimeSpan.FromHours(-26));

        Assert.Equal(AttemptState.Failed, (await portal.AttemptsAsync(invoice)).Single().State);
        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));

        Task MoveStartAsync(TimeSpan by) => portal.WithDbAsync(async db =>
        {
            var attempt = await db.ChargeAttempts.AsNoTracking().SingleAsync(a => a.Claims.Any(c => c.InvoiceId == invoice.Id));
            var start = attempt.StartedAt + by;
            await db.ChargeAttempts.Where(a => a.Id == attempt.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.StartedAt, start));
        });
    }

    [Fact]
    public async Task An_old_answer_about_an_attempt_that_is_over_changes_nothing()
    {
        var invoice = await InvoicedAsync();
        await portal.OpenPaymentPageAsync(invoice);
        var first = (await portal.AttemptsAsync(invoice)).Single();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.ProcessingSince, portal.Clock.GetUtcNow().UtcDateTime)));

        var standing = await portal.RunAsync<SettleAttempt, AttemptStanding>(settle => settle.RunAsync(first.Id, default));

        Assert.IsType<AttemptStanding.Over>(standing);
        Assert.NotNull((await portal.InvoiceAsync(invoice.Id)).ProcessingSince);
        await portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.ProcessingSince, (DateTime?)null)));   // the proof of the others' books would name it
    }

    [Fact]
    public async Task A_scope_that_writes_twice_decides_on_what_others_wrote_in_between()
    {
        var invoice = await InvoicedAsync();

        await portal.WithScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<PortalDbContext>();
            await db.WriteAsync(() => db.Invoices.SingleAsync(i => i.Id == invoice.Id), default);
            await portal.WithDbAsync(other => other.Invoices.Where(i => i.Id == invoice.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Title, "Changed meanwhile")));

            var seen = await db.WriteAsync(() => db.Invoices.SingleAsync(i => i.Id == invoice.Id), default);
            Assert.Equal("Changed meanwhile", seen.Title);
        });
    }

    [Fact]
    public async Task A_page_asked_for_too_late_is_asked_for_anew_within_the_same_tap()
    {
        var invoice = await InvoicedAsync();
        await AwayAsync();
        Assert.IsType<PaymentOutcome.ProviderAway>(await portal.ThroughThePausesAsync(portal.TapPayAsync(invoice)));
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(7));

        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));
        Assert.Equal([AttemptState.Failed, AttemptState.Succeeded], (await portal.AttemptsAsync(invoice)).Select(a => a.State));
    }

    [Fact, Trait("Fault", "F03")]
    public async Task Money_beyond_what_is_asked_is_held_and_money_for_a_void_invoice_is_kept()
    {
        var invoice = await InvoicedAsync();
        var page = await portal.OpenPaymentPageAsync(invoice);
        await RecordCashAsync(invoice, 120_000);
        await portal.Stripe.PayAsync(page);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));

        var overpaid = await portal.InvoiceAsync(invoice.Id);
        Assert.Equal((ExtraStatus?)ExtraStatus.Overpaid, overpaid.Facts.ExtraOn(new(2026, 3, 2)));
        Assert.Equal(120_000, overpaid.Facts.Held);

        var voided = await InvoicedAsync();
        var late = await portal.OpenPaymentPageAsync(voided);
        await VoidAsync(voided);
        await portal.Stripe.PayAsync(late);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(voided));

        Assert.Equal(0, (await portal.InvoiceAsync(voided.Id)).Received);
        Assert.Equal(-120_000, await portal.WithDbAsync(db => db.Postings
            .Where(p => p.MemberId == voided.MemberId && p.Account == AccountKind.UnallocatedReceipts)
            .SumAsync(p => p.Minor)));
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    [Fact, Trait("Fault", "F50")]
    public async Task With_the_database_locked_nothing_is_asked_of_the_provider_and_nothing_is_written()
    {
        var invoice = await InvoicedAsync();
        var before = (await portal.Stripe.ListAsync("checkout/sessions")).Count;

        await using (new TestDatabaseHold(portal.DatabaseFile))
            await Assert.ThrowsAsync<StorageUnavailableException>(() => portal.TapPayAsync(invoice));

        Assert.Equal(before, (await portal.Stripe.ListAsync("checkout/sessions")).Count);
        Assert.Empty(await portal.AttemptsAsync(invoice));
        await PayAndProveAsync(invoice, await portal.OpenPaymentPageAsync(invoice));
    }

    private async Task<Invoice> InvoicedAsync() => await portal.IssueInvoiceAsync(await portal.AddMemberAsync());

    /// <summary>Moves the clock over each try's patience as well.</summary>
    private async Task<T> ThroughSilenceAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            var wait = portal.Clock.WaitedOnAsync(TimeSpan.FromSeconds(80));
            if (await Task.WhenAny(call, wait) == wait)
                portal.Clock.Advance(await wait);
        }

        return await call;
    }

    private Task AwayAsync() => portal.Stripe.BreakAsync(new() { ["fault"] = "reset", ["path"] = "/v1/", ["times"] = 1000 });

    private ChargeAttempt AttemptOf(Invoice invoice) => portal.AttemptsAsync(invoice).GetAwaiter().GetResult().Single();

    private static bool IsOf(JsonObject session, ChargeAttempt attempt) => (string?)session["client_reference_id"] == attempt.Id;

    private async Task PayAndProveAsync(Invoice invoice, Uri page)
    {
        await portal.Stripe.PayAsync(page);
        Assert.IsType<AttemptStanding.Paid>(await portal.ComeBackAsync(invoice));
        await AssertPaidOnceAsync(invoice);
    }

    private async Task AssertPaidOnceAsync(Invoice invoice)
    {
        Assert.Equal(120_000, (await portal.InvoiceAsync(invoice.Id)).Received);
        var payment = Assert.Single(await portal.PaymentsAsync(invoice));
        Assert.Single(await portal.Stripe.ChargesAsync(), c => payment.Source == $"stripe:{(string?)c["payment_intent"]}");
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
    }

    private Task<int> ForgetTheAnswerAsync(Invoice invoice) => portal.WithDbAsync(db => db.ChargeAttempts
        .Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.CheckoutId, (string?)null)));

    private Task RecordCashAsync(Invoice invoice, long amount) => portal.WithScopeAsync(async scope =>
    {
        var record = scope.GetRequiredService<RecordPayment>();
        await scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () => record.RunAsync(
                new ReceivedMoney
                {
                    Source = $"cash:{invoice.Number}",
                    Currency = Currency.Of("NOK"),
                    Parts = [new(invoice.Id, amount)],
                    Way = PaymentWay.Cash,
                    Account = AccountKind.Cash,
                    HappenedAt = portal.Clock.GetUtcNow().UtcDateTime,
                    By = "test",
                },
                default),
            default);
    });

    private Task VoidAsync(Invoice invoice) => portal.WithDbAsync(db => db.WriteAsync(
        async () =>
        {
            var row = await db.Invoices.SingleAsync(i => i.Id == invoice.Id);
            var finalised = await db.Journal.AsNoTracking().Include(e => e.Postings).SingleAsync(e => e.Key == $"invoice:{invoice.Number}:finalised");
            var now = portal.Clock.GetUtcNow().UtcDateTime;
            row.VoidedOn = DateOnly.FromDateTime(now);
            db.Journal.Add(Bookings.InvoiceVoided(new Occasion($"invoice:{invoice.Number}:voided", now, now, "test", "test"), finalised));
        },
        default));
}
