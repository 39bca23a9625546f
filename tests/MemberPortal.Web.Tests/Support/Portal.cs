using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MemberPortal.StripeSandbox;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Hosting;
using MemberPortal.Web.Jobs;
using MemberPortal.Web.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberPortal.Web.Tests.Support;

/// <summary>
/// The whole portal on a port and in a folder of its own, with the provider's stand-in beside it and a clock that the
/// test moves. Jobs run when the test says so. It speaks the trade's words.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public class Portal : IAsyncLifetime
{
    /// <summary>Of the pauses between tries; a call itself may take longer.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(6);

    private readonly TestFolder _folder = new();
    private RunningPortal? _running;
    private int _members;

    internal TestClock Clock { get; } = new();
    internal LogLines Log { get; } = new();
    internal Uri Address => Running.Address;
    internal StripeStand Stripe { get; private set; } = null!;
    internal string Folder => _folder.Path;
    internal string DatabaseFile => Services.GetRequiredService<PortalFile>().Path;
    internal IServiceProvider Services => Running.App.Services;

    /// <summary>The stand-in of a portal that is no demo, and so brings none of its own.</summary>
    private protected RunningSandbox? Provider { get; set; }

    private RunningPortal Running => _running ?? throw new InvalidOperationException("The portal has not been started.");

    public virtual async Task InitializeAsync()
    {
        _running = await Program.StartAsync([], Clock, Adjust);
        Stripe = new StripeStand(Provider ?? _running.Sandbox!);
    }

    public virtual async Task DisposeAsync()
    {
        Stripe?.Dispose();
        if (_running is not null)
            await _running.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Stops it and starts it again on the same files, as after a crash; the provider forgets nothing.</summary>
    internal async Task RestartAsync()
    {
        Stripe.Dispose();
        await Running.DisposeAsync();
        await InitializeAsync();
    }

    /// <summary>As a supervisor asks it to. What it wrote can still be read.</summary>
    internal Task StopAsync() => Running.App.StopAsync();

    internal async Task<Member> AddMemberAsync(string name = "Kari Nordmann", string language = "en", string? email = "")
    {
        var number = Interlocked.Increment(ref _members);
        var member = new Member
        {
            Number = number,
            Name = name,
            Email = email == "" ? $"member{number}@example.org" : email,
            Language = language,
            JoinedOn = new(2025, 1, 1),
            ProviderKey = Guid.NewGuid(),
        };
        await WithDbAsync(async db =>
        {
            db.Members.Add(member);
            await db.SaveChangesAsync();
        });
        return member;
    }

    /// <summary>An issued invoice, one line an amount (minor units).</summary>
    internal async Task<Invoice> IssueInvoiceAsync(
        Member member, long[]? amounts = null, DateOnly? dueOn = null, string title = "Season fee 2026", string currency = "NOK")
    {
        var draft = await AddDraftAsync(member, amounts, dueOn, title, currency);
        await RunAsync<IssueInvoice>(issue => issue.RunAsync(draft.Id, default));
        return await InvoiceAsync(draft.Id);
    }

    internal async Task<Invoice> AddDraftAsync(
        Member member, long[]? amounts = null, DateOnly? dueOn = null, string title = "Season fee 2026", string currency = "NOK")
    {
        var invoice = new Invoice
        {
            MemberId = member.Id,
            Title = title,
            Currency = currency,
            CreatedAt = Clock.GetUtcNow().UtcDateTime,
            DueOn = dueOn ?? DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(14),
        };
        foreach (var (amount, position) in (amounts ?? [100_000, 20_000]).Select((amount, i) => (amount, i + 1)))
        {
            invoice.Add(new InvoiceLine
            {
                Position = position,
                Description = $"{title}, part {position}",
                Quantity = 1,
                UnitPrice = amount,
                Amount = amount,
                VatRate = 2500,
                Vat = Billing.Vat.IncludedIn(amount, 2500),
            });
        }

        await WithDbAsync(async db =>
        {
            db.Invoices.Add(invoice);
            await db.SaveChangesAsync();
        });
        return invoice;
    }

    /// <summary>Puts a test card on file, as its holder would have on the provider's page.</summary>
    internal async Task<PaymentMethod> PutOnFileAsync(Member member, string token = "pm_card_visa") =>
        await PutOnFileAsync(member, customer => Stripe.AttachCardAsync(customer, token));

    internal async Task<PaymentMethod> PutOnFileAsync(Member member, Func<string, Task<JsonObject>> atProvider)
    {
        var customer = await RunAsync<ProviderCustomer, string?>(customers => customers.OfAsync(member, default));
        var id = (string)(await atProvider(customer!))["id"]!;
        var saved = await RunAsync<IStripe, SavedMethod>(stripe => stripe.GetMethodAsync(id, default));
        await WithScopeAsync(scope => scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () => scope.GetRequiredService<MethodOnFile>().PutAsync(member.Id, saved, default), default));
        return await MethodOfAsync(member) ?? throw new InvalidOperationException("Nothing is on file.");
    }

    internal Task<PaymentMethod?> MethodOfAsync(Member member) =>
        WithDbAsync(db => db.PaymentMethods.AsNoTracking().SingleOrDefaultAsync(m => m.MemberId == member.Id));

    /// <summary>Taps "pay with the card on file".</summary>
    internal Task<PaymentOutcome> TapMethodAsync(params Invoice[] invoices) => PayAsync(new()
    {
        MemberId = invoices[0].MemberId,
        Numbers = [.. invoices.Select(i => i.Number!)],
        Way = AttemptWay.SavedMethod,
    });

    internal Task<PaymentOutcome> PayAsync(PaymentWish wish) =>
        RunAsync<StartPayment, PaymentOutcome>(start => start.RunAsync(wish, default));

    /// <summary>Taps Pay, as the page does.</summary>
    internal Task<PaymentOutcome> TapPayAsync(Invoice invoice) =>
        RunAsync<StartPayment, PaymentOutcome>(start => start.RunAsync(new() { MemberId = invoice.MemberId, Numbers = [invoice.Number!] }, default));

    /// <summary>Taps Pay and expects to be led to a payment page.</summary>
    internal async Task<Uri> OpenPaymentPageAsync(Invoice invoice) =>
        Assert.IsType<PaymentOutcome.PayAt>(await TapPayAsync(invoice)).Page;

    /// <summary>Comes back from the payment page of the invoice's latest attempt.</summary>
    internal async Task<AttemptStanding> ComeBackAsync(Invoice invoice)
    {
        var attempt = (await AttemptsAsync(invoice)).Last();
        return await RunAsync<SettleAttempt, AttemptStanding>(settle => settle.RunAsync(attempt.Id, default));
    }

    /// <summary>Moves the clock over the pauses between the tries of a call to the provider while the call goes on.</summary>
    internal async Task<T> ThroughThePausesAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            var pause = Clock.WaitedOnAsync(LongestPause);
            if (await Task.WhenAny(call, pause) == pause)
                Clock.Advance(await pause);
        }

        return await call;
    }

    internal Task<Invoice> InvoiceAsync(int id) => WithDbAsync(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Id == id));

    internal Task<List<ChargeAttempt>> AttemptsAsync(Invoice invoice) => WithDbAsync(db => db.ChargeAttempts.AsNoTracking()
        .Where(a => a.Claims.Any(c => c.InvoiceId == invoice.Id)).OrderBy(a => a.StartedAt).ThenBy(a => a.FinishedAt == null).ToListAsync());

    internal Task<List<Payment>> PaymentsAsync(Invoice invoice) => WithDbAsync(db => db.Payments.AsNoTracking()
        .Where(p => p.InvoiceId == invoice.Id).OrderBy(p => p.Id).ToListAsync());

    internal Task<List<OutgoingMail>> MailsToAsync(Member member) => WithDbAsync(db => db.Outbox.AsNoTracking()
        .Where(m => m.MemberId == member.Id).OrderBy(m => m.Id).ToListAsync());

    /// <summary>From the mail with which it was sent: its address as the member taps it.</summary>
    internal async Task<Uri> PayLinkOfAsync(Invoice invoice)
    {
        var mail = await WithDbAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Key == $"invoice:{invoice.Number}"));
        return PayLinkIn(mail);
    }

    internal static Uri PayLinkIn(OutgoingMail mail) =>
        new(Assert.Single(mail.Text.Split('\n'), line => line.Contains("/pay/", StringComparison.Ordinal)));

    internal Task RunJobAsync<TJob>() where TJob : IJob => RunAsync<TJob>(job => job.RunAsync(default));

    /// <summary>All that the provider has reported and that is due, and what becomes due by that.</summary>
    internal async Task HandleReportsAsync()
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        while (await WithDbAsync(db => db.StripeInbox.AnyAsync(e => e.Outcome == EventOutcome.Waiting && e.NextTryAt <= now)))
            await RunJobAsync<HandleStripeEvents>();
    }

    internal Task RunAsync<TUseCase>(Func<TUseCase, Task> work) where TUseCase : notnull =>
        RunAsync<TUseCase, bool>(async useCase => { await work(useCase); return true; });

    /// <summary>Several services that share one scope, and so one database context.</summary>
    internal async Task WithScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    internal async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> work) where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    internal Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> work) => RunAsync(work);

    internal Task WithDbAsync(Func<PortalDbContext, Task> work) => RunAsync(work);

    /// <summary>More settings, or other services, than those every test has.</summary>
    private protected virtual void Adjust(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Storage:Folder"] = _folder.Path,
            ["Demo:SandboxPort"] = "0",
            ["Demo:HasData"] = "false",
            ["Portal:RunsSchedule"] = "false",
            ["Portal:WritePatienceSeconds"] = "60",
            ["Organisation:Language"] = "en",
        });
        builder.Logging.ClearProviders().AddProvider(Log);
    }
}
