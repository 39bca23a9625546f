using System.Text.Json.Nodes;
using MemberPortal.Billing;
using MemberPortal.Billing.Journal;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.Invoices;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Features.Payments;
using MemberPortal.Web.Features.Shared;
using MemberPortal.Web.Mail;
using MemberPortal.Web.Stripe;
using MemberPortal.Web.Tests.PaymentMethods;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MemberPortal.Web.Tests.Histories;

/// <summary>
/// What may happen to a member in a while, drawn at random: the member, the desk, the provider, the mail, the clock, and the
/// power. The invariants hold after every step; in the end everything has come to rest, and nothing was taken twice.
/// </summary>
internal sealed class History(HistoriesPortal portal, Random random)
{
    private const int Steps = 12;

    private static readonly string[] Cards = [StripeStand.GoodCard, StripeStand.GoodCard, StripeStand.DeclinedCard, StripeStand.NoFundsCard];

    private readonly List<string> _told = [];
    private readonly List<Uri> _pages = [];
    private Member _member = null!;
    private bool _isFaulty;
    private int _notes;

    /// <summary>What has happened, for whoever has to find out.</summary>
    public string Told => string.Join("; ", _told);

    public async Task HappenAsync()
    {
        await portal.Stripe.HoldWebhooksAsync();
        _member = await portal.AddMemberAsync();
        await portal.IssueInvoiceAsync(_member, [random.Next(300, 200_000)]);
        if (random.Next(2) == 0)
            await portal.PutOnFileAsync(_member);
        for (var step = 0; step < Steps; step++)
        {
            var (name, happens) = Draw();
            _told.Add(name);
            if (random.Next(3) == 0)
                await CutShortAsync(happens);
            else
                await WholeAsync(happens);
            await portal.WithDbAsync(BooksOf.AssertProvenAsync);
        }

        await RestAsync();
    }

    private (string Name, Func<Task> Happens) Draw() => random.Next(16) switch
    {
        0 => ("a draft", () => portal.AddDraftAsync(_member, [random.Next(300, 50_000), random.Next(1, 50_000)])),
        1 => ("its hour is over", () => { portal.Clock.Advance(TimeSpan.FromMinutes(61)); return portal.RunJobAsync<IssueDueDrafts>(); }),
        2 => ("taps Pay", TapPayAsync),
        3 => ("two taps at once", () => Task.WhenAll(TapPayAsync(), TapPayAsync())),
        4 or 5 => ("fills in a page", FillInAsync),
        6 => ("comes back", ComeBackAsync),
        7 => ("taps the card on file", TapMethodAsync),
        8 => ("taps the card on file twice", () => Task.WhenAll(TapMethodAsync(), TapMethodAsync())),
        9 => ("adds or replaces a card", SetUpAsync),
        10 => ("removes the card", () => portal.RunAsync<RemovePaymentMethod>(remove => remove.RunAsync(_member.Id, byStaff: null, default))),
        11 => ("pays cash", PayCashAsync),
        12 => ("the provider reports", ReportAsync),
        13 => ("the jobs have their turn", JobsAsync),
        14 => ("time passes", () => { portal.Clock.Advance(TimeSpan.FromSeconds(random.Next(5, 4_000))); return JobsAsync(); }),
        _ => ("the provider has trouble", TroubleAsync),
    };

    /// <summary>Who is cut short was told nothing, and may try again at once; it shall have happened as a whole, or not.</summary>
    private async Task CutShortAsync(Func<Task> happens)
    {
        portal.Machine.CutPowerAfter(random.Next(1, 12));
        try
        {
            await ThroughAsync(happens());
        }
        catch (Exception) when (portal.Machine.IsDown)
        {
        }

        if (!portal.Machine.PowerOn())
            return;

        _told.Add("(power cut)");
        if (random.Next(2) == 0)
            await WholeAsync(happens);
    }

    private async Task WholeAsync(Func<Task> happens)
    {
        try
        {
            await ThroughAsync(happens());
        }
        catch (Exception trouble) when (_isFaulty && trouble is StripeUnavailable or StripeRefused)
        {
        }
    }

    /// <summary>
    /// A call that is tried again waits on the clock, which nobody else moves: also without a fault, when two taps at once use
    /// one key.
    /// </summary>
    private async Task ThroughAsync(Task happens) => await portal.ThroughThePausesAsync(WithAnswerAsync(happens));

    private static async Task<bool> WithAnswerAsync(Task happens)
    {
        await happens;
        return true;
    }

    private async Task<Invoice?> OneOpenAsync()
    {
        var open = await portal.WithDbAsync(db => db.Invoices.AsNoTracking().Where(i => i.MemberId == _member.Id).Owed().ToListAsync());
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    private async Task TapPayAsync()
    {
        if (await OneOpenAsync() is { } invoice && await portal.TapPayAsync(invoice) is PaymentOutcome.PayAt(var page))
            _pages.Add(page);
    }

    private async Task TapMethodAsync()
    {
        if (await OneOpenAsync() is { } invoice)
            await portal.TapMethodAsync(invoice);
    }

    private async Task SetUpAsync()
    {
        if (await portal.TapReplaceAsync(_member) is SetupOutcome.GoTo(var page))
            _pages.Add(page);
    }

    private async Task FillInAsync()
    {
        if (_pages.Count > 0)
            await portal.Stripe.PayAsync(_pages[random.Next(_pages.Count)], Cards[random.Next(Cards.Length)]);
    }

    private async Task ComeBackAsync()
    {
        foreach (var attempt in await portal.WithDbAsync(db => db.ChargeAttempts.Where(a => a.MemberId == _member.Id).Select(a => a.Id).ToListAsync()))
            await portal.RunAsync<SettleAttempt>(settle => settle.RunAsync(attempt, default));
        foreach (var setup in await portal.SetupsAsync(_member))
            await portal.SettleAsync(setup);
    }

    private async Task PayCashAsync()
    {
        if (await OneOpenAsync() is not { } invoice)
            return;

        var money = new ReceivedMoney
        {
            Source = $"cash:{_member.Number}-{++_notes}",
            Currency = Currency.Of(invoice.Currency),
            Parts = [new(invoice.Id, random.Next(1, (int)invoice.Total * 3 / 2))],
            Way = PaymentWay.Cash,
            Account = AccountKind.Cash,
            HappenedAt = portal.Clock.GetUtcNow().UtcDateTime,
            By = Actor.Machine,
        };
        await portal.WithScopeAsync(scope => scope.GetRequiredService<PortalDbContext>().WriteAsync(
            () => scope.GetRequiredService<RecordPayment>().RunAsync(money, default), default));
    }

    /// <summary>Some of it twice, as it comes.</summary>
    private async Task ReportAsync()
    {
        await portal.Stripe.ReleaseWebhooksAsync();
        await portal.Stripe.DeliverAsync();
        await portal.Stripe.HoldWebhooksAsync();
        await portal.RunJobAsync<HandleStripeEvents>();
    }

    private async Task JobsAsync()
    {
        await portal.RunJobAsync<HandleStripeEvents>();
        await portal.RunJobAsync<RecoverAttempts>();
        await portal.RunJobAsync<RecoverMethodSetups>();
        await portal.RunJobAsync<DetachRetiredMethods>();
        await portal.RunJobAsync<SendOutgoingMails>();
    }

    private async Task TroubleAsync()
    {
        _isFaulty = true;
        var kinds = new JsonObject[]
        {
            new() { ["fault"] = "status", ["status"] = 500 },
            new() { ["fault"] = "status", ["status"] = 503 },
            new() { ["fault"] = "status", ["status"] = 429 },
            new() { ["fault"] = "reset" },
            new() { ["fault"] = "reset-after-success" },
        };
        var trouble = kinds[random.Next(kinds.Length)];
        trouble["times"] = random.Next(1, 5);
        await portal.Stripe.BreakAsync(trouble);
    }

    /// <summary>The trouble is over, and some hours pass in which nobody does anything.</summary>
    private async Task RestAsync()
    {
        await portal.Stripe.MendAsync();
        for (var round = 0; round < 4; round++)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(61));
            await ThroughAsync(ReportAsync());
            await ThroughAsync(portal.RunJobAsync<IssueDueDrafts>());
            await ThroughAsync(JobsAsync());
        }

        await portal.WithDbAsync(async db =>
        {
            var now = portal.Clock.GetUtcNow().UtcDateTime;
            Assert.Empty(await db.DifferencesAsync(now, default));
            Assert.Equal(0, await db.ChargeAttempts.CountAsync(a => a.State == AttemptState.Pending));
            Assert.Equal(0, await db.MethodSetups.CountAsync(s => s.State == AttemptState.Pending));
            Assert.Equal(0, await db.Outbox.Waiting().CountAsync(m => m.NextTryAt <= now));

            var charged = db.ChargeAttempts.Where(a => a.MemberId == _member.Id && a.State == AttemptState.Succeeded);
            Assert.Equal(
                await charged.CountAsync(),
                await db.Payments.Where(p => p.MemberId == _member.Id && p.ProviderPaymentId != null).Select(p => p.ProviderPaymentId).Distinct().CountAsync());
            Assert.Empty(await charged.SelectMany(a => a.Claims).GroupBy(c => c.InvoiceId).Where(c => c.Count() > 1).Select(c => c.Key).ToListAsync());
        });
        await AssertKeptAtProviderAsync();
    }

    private async Task AssertKeptAtProviderAsync()
    {
        var customer = await portal.WithDbAsync(db => db.Members.Where(m => m.Id == _member.Id).Select(m => m.ProviderCustomerId).SingleAsync());
        var onFile = (await portal.MethodOfAsync(_member))?.ProviderMethodId;
        if (customer is not null)
            Assert.Equal(onFile is null ? [] : [onFile], await portal.Stripe.MethodsOfAsync(customer));
    }
}
