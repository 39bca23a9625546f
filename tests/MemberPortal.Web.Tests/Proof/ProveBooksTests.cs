using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Proof;

/// <summary>The nightly proof: what it writes down, whom it tells, and the provider's side of the books.</summary>
public sealed class ProveBooksTests : IAsyncLifetime
{
    private readonly SignInPortal _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Books_that_hold_are_a_run_and_no_mail()
    {
        var admin = await _portal.AddAccountAsync(Role.Admin);
        await PaidAsync(comesBack: true);
        _portal.Clock.Advance(TimeSpan.FromHours(1));

        var run = await ProveAsync();

        Assert.Empty(run.Differences);
        Assert.Equal(_portal.Clock.GetUtcNow().UtcDateTime.AddDays(-30), run.ComparedSince);
        Assert.Empty(await _portal.MailsAsync(admin));
    }

    [Fact]
    public async Task Every_administrator_is_told_once_a_day_in_their_language_and_nobody_else()
    {
        var english = await _portal.AddAccountAsync(Role.Admin);
        var swedish = await _portal.AddAccountAsync(Role.Admin, "sv");
        var seller = await _portal.AddAccountAsync(Role.Seller);
        await BreakAsync();

        await ProveAsync();
        await ProveAsync();
        _portal.Clock.Advance(TimeSpan.FromDays(1));
        await ProveAsync();

        Assert.Equal(2, (await _portal.MailsAsync(english)).Count);
        Assert.Equal("Avvikelser i böckerna: 2", (await _portal.MailsAsync(swedish))[0].Subject);
        Assert.Contains("2026-00001", (await _portal.MailsAsync(english))[0].Text, StringComparison.Ordinal);
        Assert.Contains("/proof", (await _portal.MailsAsync(english))[0].Text, StringComparison.Ordinal);
        Assert.Empty(await _portal.MailsAsync(seller));
    }

    [Fact]
    public async Task A_payment_that_only_the_provider_knows_is_named_once_it_can_no_longer_be_on_its_way()
    {
        var payment = await PaidAsync(comesBack: false);

        Assert.Empty((await ProveAsync()).Differences);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));

        var difference = Assert.Single((await ProveAsync()).Differences);
        Assert.Equal((Invariant.ProviderPaymentsAreBooked, payment), (difference.Invariant, difference.SubjectId));
        Assert.Equal((120_000, null), (difference.Expected, difference.Found));
    }

    [Fact]
    public async Task What_others_charge_by_the_same_account_stands_in_nobodys_way_in_whatever_currency()
    {
        await _portal.Stripe.ChargeForOthersAsync(500, "mga");
        var payment = await PaidAsync(comesBack: false);
        await _portal.Stripe.ChargeForOthersAsync(50_000, "mga");
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));

        var run = await ProveAsync();

        Assert.NotNull(run.ComparedSince);
        Assert.Equal(payment, Assert.Single(run.Differences).SubjectId);
    }

    [Fact]
    public async Task A_payment_booked_with_another_amount_than_the_providers_is_named()
    {
        var payment = await PaidAsync(comesBack: true);
        await _portal.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            """DROP TRIGGER "Payments_refuses_UPDATE"; UPDATE "Payments" SET "Amount" = 100"""));
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));

        var difference = (await ProveAsync()).Differences.Single(d => d.Invariant == Invariant.ProviderPaymentsAreBooked);

        Assert.Equal((payment, 120_000, 100), (difference.SubjectId, difference.Expected, difference.Found));
    }

    [Theory]
    [InlineData("pi_of_nobody")]
    [InlineData("open")]
    public async Task A_payment_that_did_not_succeed_at_the_provider_is_named(string id)
    {
        if (id == "open")
            id = await DeclinedAsync();
        await _portal.WithDbAsync(async db =>
        {
            db.Payments.Add(new Payment
            {
                Source = $"stripe:{id}", ProviderPaymentId = id, Currency = "NOK", Amount = 500, Way = PaymentWay.Card,
                ReceivedAt = _portal.Clock.GetUtcNow().UtcDateTime, ReceiptNumber = "X1",
            });
            await db.SaveChangesAsync();
        });

        var difference = (await ProveAsync()).Differences.Single(d => d.Invariant == Invariant.BookedPaymentsAreAtProvider);

        Assert.Equal((id, null, 500), (difference.SubjectId, difference.Expected, difference.Found));
    }

    [Theory]
    [InlineData(1, "BookedPaymentsAreAtProvider")]
    [InlineData(16, "ProviderPaymentsAreBooked")]
    public async Task A_payment_booked_for_another_attempt_than_the_providers_is_named(int minutes, string invariant)
    {
        var payment = await PaidAsync(comesBack: true);
        await DeclinedAsync();
        await _portal.WithDbAsync(async db =>
        {
            await db.ChargeAttempts.ExecuteUpdateAsync(set => set.SetProperty(a => a.PaymentIntentId, (string?)null));
            await db.ChargeAttempts.Where(a => a.State == AttemptState.Pending).ExecuteUpdateAsync(set => set.SetProperty(a => a.PaymentIntentId, payment));
        });
        _portal.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var difference = (await ProveAsync()).Differences.Single(d => Invariants.AreOfProvider(d.Invariant));

        Assert.Equal((invariant, payment), ($"{difference.Invariant}", difference.SubjectId));
        Assert.Null(invariant == "ProviderPaymentsAreBooked" ? difference.Found : difference.Expected);
    }

    [Fact]
    public async Task Where_more_was_not_listed_than_can_be_asked_about_it_is_said_how_far_back_that_was()
    {
        var now = _portal.Clock.GetUtcNow().UtcDateTime;
        await _portal.WithDbAsync(async db =>
        {
            db.Payments.AddRange(Enumerable.Range(1, 102).Select(hours => new Payment
            {
                Source = $"stripe:pi_{hours}", ProviderPaymentId = $"pi_{hours}", Currency = "NOK", Amount = 500, Way = PaymentWay.Card,
                ReceivedAt = now.AddHours(-hours), ReceiptNumber = $"X{hours}",
            }));
            await db.SaveChangesAsync();
        });

        var run = await ProveAsync();

        Assert.Equal(now.AddHours(-100), run.ComparedSince);
        Assert.Equal(
            Enumerable.Range(1, 100).Select(hours => $"pi_{hours}").Order(),
            run.Differences.Where(d => d.Invariant == Invariant.BookedPaymentsAreAtProvider).Select(d => d.About).Order());
    }

    [Fact]
    public async Task While_the_provider_is_away_the_rest_is_proved_and_the_schedule_tries_again()
    {
        await BreakAsync();
        await _portal.Stripe.BreakAsync(new() { ["fault"] = "status", ["status"] = 401, ["times"] = 1, ["path"] = "/v1/events" });

        var outcome = await _portal.Services.GetRequiredService<JobRunner>().RunAsync(Schedule.Jobs.Single(job => job.Job == typeof(ProveBooks)), default);

        Assert.Equal(RunOutcome.PartlyFailed, outcome.Outcome);
        var run = await LatestAsync();
        Assert.Null(run.ComparedSince);
        Assert.Equal(2, run.Differences.Count);
    }

    [Fact]
    public async Task Only_the_latest_hundred_proofs_are_kept()
    {
        await _portal.WithDbAsync(async db =>
        {
            db.ProofRuns.AddRange(Enumerable.Range(0, 120).Select(_ => new ProofRun { StartedAt = DateTime.UnixEpoch, FinishedAt = DateTime.UnixEpoch, ComparedSince = null }));
            await db.SaveChangesAsync();
        });

        await ProveAsync();

        Assert.Equal((100, 121), await _portal.WithDbAsync(async db => (await db.ProofRuns.CountAsync(), await db.ProofRuns.MaxAsync(r => r.Id))));
    }

    [Fact]
    public async Task An_administrator_proves_the_books_by_a_button_and_is_led_to_what_differs()
    {
        using var admin = await _portal.SignedInAsync(await _portal.AddAccountAsync(Role.Admin));
        Assert.Contains("The books have not been proved yet.", await admin.ReadAsync("/proof"), StringComparison.Ordinal);
        var payment = await PaidAsync(comesBack: false);

        (await admin.PostAsync("/proof")).Dispose();
        Assert.Contains("Everything agrees", await admin.ReadAsync("/proof"), StringComparison.Ordinal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));
        (await admin.PostAsync("/proof")).Dispose();
        var page = await admin.ReadAsync("/proof");

        Assert.Contains("Differences: 1", page, StringComparison.Ordinal);
        Assert.Contains("What the payment provider received is booked", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{new Uri(_portal.Stripe.Address, $"/_sandbox/objects/{payment}")}\"", page, StringComparison.Ordinal);
        Assert.Contains("should be 1,200.00\u00A0kr, is nothing", page, StringComparison.Ordinal);
        Assert.Equal(2, await _portal.WithDbAsync(db => db.AuditLog.CountAsync(e => e.What == AuditAct.JobRun && e.Detail == nameof(ProveBooks))));
    }

    /// <returns>What the provider calls the payment.</returns>
    private async Task<string> PaidAsync(bool comesBack)
    {
        await _portal.Stripe.HoldWebhooksAsync();
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice));
        if (comesBack)
            await _portal.ComeBackAsync(invoice);
        return (string)(await _portal.Stripe.ListAsync("payment_intents"))[0]["id"]!;
    }

    private async Task<string> DeclinedAsync()
    {
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.Stripe.PayAsync(await _portal.OpenPaymentPageAsync(invoice), Support.StripeStand.DeclinedCard);
        return (string)(await _portal.Stripe.ListAsync("payment_intents"))[0]["id"]!;
    }

    /// <summary>An invoice that says it received what nobody paid: two invariants.</summary>
    private async Task BreakAsync()
    {
        var invoice = await _portal.IssueInvoiceAsync(await _portal.AddMemberAsync());
        await _portal.WithDbAsync(db => db.Invoices.Where(i => i.Id == invoice.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.Received, 1)));
    }

    private async Task<ProofRun> ProveAsync()
    {
        await _portal.RunJobAsync<ProveBooks>();
        return await LatestAsync();
    }

    private Task<ProofRun> LatestAsync() => _portal.WithDbAsync(
        db => db.ProofRuns.AsNoTracking().Include(r => r.Differences).OrderByDescending(r => r.Id).FirstAsync());
}
