using MemberPortal.Billing.Invoices;
using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Billing.Products;
using MemberPortal.Billing.Subscriptions;
using MemberPortal.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Demo;

/// <summary>Whoever looks for a status finds members in it on the day the demo is filled.</summary>
public abstract class DemoStatusTests(FilledPortal portal)
{
    private static readonly IReadOnlyList<ExtraStatus> WhatOnlyTheProviderKnows =
        [ExtraStatus.Disputed, ExtraStatus.ActionRequired, ExtraStatus.Processing];

    [Fact]
    public async Task Invoices_are_in_every_status() =>
        AssertEach(await AllAsync(db => db.Invoices), invoice => invoice.Facts.StatusOn(portal.Today));

    [Fact]
    public async Task Invoices_are_in_every_extra_status_that_claims_nothing_at_the_provider()
    {
        var extras = (await AllAsync(db => db.Invoices)).Select(i => i.Facts.ExtraOn(portal.Today)).OfType<ExtraStatus>().ToList();

        AssertEach(extras, extra => extra, WhatOnlyTheProviderKnows);
        Assert.Empty(extras.Intersect(WhatOnlyTheProviderKnows));
    }

    [Fact]
    public async Task Void_are_both_numbered_invoices_and_discarded_drafts()
    {
        var numbered = (await AllAsync(db => db.Invoices)).Where(i => i.VoidedOn is not null).CountBy(i => i.Number is not null).ToDictionary();

        Assert.True(numbered[true] >= 2);
        Assert.True(numbered[false] >= 2);
    }

    [Fact]
    public async Task Drafts_are_younger_than_the_hour_after_which_they_go_out()
    {
        var drafts = (await AllAsync(db => db.Invoices)).Where(i => i.Facts.StatusOn(portal.Today) == InvoiceStatus.Draft);

        Assert.All(drafts, draft => Assert.True(portal.Clock.GetUtcNow().UtcDateTime - draft.CreatedAt < TimeSpan.FromMinutes(59)));
    }

    [Fact]
    public async Task Subscriptions_are_in_every_status() =>
        AssertEach(await AllAsync(db => db.Subscriptions), subscription => FactsOf(subscription).StatusOn(portal.Today));

    [Fact]
    public async Task Subscriptions_bill_in_every_interval() =>
        AssertEach(await AllAsync(db => db.Subscriptions), subscription => subscription.Interval);

    [Fact]
    public async Task Assigned_products_are_in_every_status()
    {
        var invoices = (await portal.WithDbAsync(db => db.Invoices.AsNoTracking().Include(i => i.Lines).ToListAsync()))
            .SelectMany(i => i.Lines.Where(l => l.ProductId is not null).Select(l => (
                Key: (i.MemberId, l.ProductId!.Value), Covering: new CoveringInvoice(i.Facts.StatusOn(portal.Today), l.CoversFrom, l.CoversUntil))))
            .ToLookup(l => l.Key, l => l.Covering);
        var byHand = (await AllAsync(db => db.ProductAssignments)).ToDictionary(a => (a.MemberId, a.ProductId), a => new ManualAssignment(a.ValidUntil));

        AssertEach(
            invoices.Select(i => i.Key).Union(byHand.Keys),
            key => new AssignmentFacts { Manual = byHand.GetValueOrDefault(key), Invoices = [.. invoices[key]] }.StatusOn(portal.Today));
    }

    [Fact]
    public async Task Payment_methods_are_in_every_status()
    {
        var members = await AllAsync(db => db.Members);
        var methods = (await AllAsync(db => db.PaymentMethods)).ToDictionary(m => m.MemberId);
        var declined = await portal.WithDbAsync(db => db.InvoiceLog
            .Where(e => e.What == InvoiceHappening.PaymentDeclined)
            .Join(db.Invoices.Where(i => i.Received < i.Total), e => e.InvoiceId, i => i.Id, (e, i) => i.MemberId)
            .ToListAsync());

        AssertEach(members, member => FactsOf(methods.GetValueOrDefault(member.Id), declined.Contains(member.Id)).StatusOn(portal.Today));
        Assert.True(methods.Values.Count(m => m.LastResult == ChargeResult.None && m.Kind == PaymentMethodKind.Card) >= 2);
    }

    [Theory]
    [InlineData("anna@example.org", 3, 1)]
    [InlineData("claire@example.org", 0, 0)]
    [InlineData("emma@example.org", 0, 0)]
    [InlineData("erik@example.org", 0, 0)]
    [InlineData("ivan@example.org", 0, 0)]
    [InlineData("johan@example.org", 1, 0)]
    [InlineData("kari@example.org", 1, 0)]
    [InlineData("lars@example.org", 1, 0)]
    [InlineData("luc@example.org", 0, 0)]
    [InlineData("nora@example.org", 0, 0)]
    [InlineData("olga@example.org", 1, 1)]
    public async Task An_account_owes_what_its_story_says(string address, int owed, int late)
    {
        var statuses = (await portal.WithDbAsync(db => db.Invoices.AsNoTracking().Where(i => i.Member!.Email == address).ToListAsync()))
            .Select(i => i.Facts.StatusOn(portal.Today)).ToList();

        Assert.Equal(owed, statuses.Count(s => s is InvoiceStatus.Open or InvoiceStatus.PastDue));
        Assert.Equal(late, statuses.Count(s => s is InvoiceStatus.PastDue));
        Assert.Equal(address == "emma@example.org", statuses.Count == 0);
    }

    private static SubscriptionFacts FactsOf(Subscription subscription) => new()
    {
        StartsOn = subscription.StartsOn,
        TrialEndsOn = subscription.TrialEndsOn,
        CanceledOn = subscription.CanceledOn,
    };

    private static PaymentMethodFacts FactsOf(PaymentMethod? method, bool lastInvoiceUnpaid) => new()
    {
        Kind = method?.Kind ?? PaymentMethodKind.None,
        ExpiryMonth = method?.ExpMonth,
        ExpiryYear = method?.ExpYear,
        LastResult = method?.LastResult ?? ChargeResult.None,
        LastDeclineCode = method?.LastDecline,
        LastAdviceCode = method?.LastAdvice,
        LastInvoiceUnpaid = lastInvoiceUnpaid,
        DeclinesInARow = method?.DeclinesInARow ?? 0,
    };

    private static void AssertEach<T, TStatus>(IEnumerable<T> rows, Func<T, TStatus> statusOf, IReadOnlyList<TStatus>? but = null)
        where TStatus : struct, Enum
    {
        var counts = rows.CountBy(statusOf).ToDictionary();

        Assert.All(Enum.GetValues<TStatus>().Except(but ?? []), status =>
            Assert.True(counts.GetValueOrDefault(status) >= 2, $"{status}: {counts.GetValueOrDefault(status)}"));
    }

    private Task<List<T>> AllAsync<T>(Func<PortalDbContext, IQueryable<T>> set) where T : class =>
        portal.WithDbAsync(db => set(db).AsNoTracking().ToListAsync());
}

[Collection(nameof(PortalOnLeapDay))]
public sealed class DemoStatusOnLeapDayTests(PortalOnLeapDay portal) : DemoStatusTests(portal);

[Collection(nameof(PortalInSummer))]
public sealed class DemoStatusInSummerTests(PortalInSummer portal) : DemoStatusTests(portal);

[Collection(nameof(PortalOnNewYearsEve))]
public sealed class DemoStatusOnNewYearsEveTests(PortalOnNewYearsEve portal) : DemoStatusTests(portal);
