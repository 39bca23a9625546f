using MemberPortal.Billing.PaymentMethods;
using MemberPortal.Web.Data;
using MemberPortal.Web.Features.PaymentMethods;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.PaymentMethods;

/// <summary>Adding and replacing: one method on file, never two and never none by accident, whatever goes wrong on the way.</summary>
public sealed class MethodSetupTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const string OtherCard = "5555555555554444";

    /// <summary>Long enough for the breaker to forget what the test before did.</summary>
    public Task InitializeAsync()
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await portal.Stripe.MendAsync();
        await portal.Stripe.ReleaseWebhooksAsync();
    }

    [Fact]
    public async Task A_card_is_added_and_replaced_by_another_that_is_then_the_only_one_here_and_at_the_provider()
    {
        var member = await portal.AddMemberAsync();

        var first = await portal.SetUpAsync(member);
        Assert.Equal(("visa", "4242", 12, 2034), (first.Brand, first.Last4, first.ExpMonth, first.ExpYear));
        Assert.Equal((PaymentMethodKind.Card, ChargeResult.None), (first.Kind, first.LastResult));
        var second = await portal.SetUpAsync(member, OtherCard);

        Assert.Equal(("mastercard", "4444"), (second.Brand, second.Last4));
        Assert.Equal([second.ProviderMethodId!], await portal.KeptAtProviderAsync(member));
        Assert.All(await portal.SetupsAsync(member), s => Assert.Equal(AttemptState.Succeeded, s.State));
    }

    [Fact]
    public async Task Taps_at_once_lead_to_the_same_page()
    {
        var member = await portal.AddMemberAsync();

        var outcomes = await portal.ThroughThePausesAsync(
            Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => portal.TapReplaceAsync(member)))));

        var pages = outcomes.OfType<SetupOutcome.GoTo>().Select(o => o.Page).Distinct();
        Assert.Equal([await portal.OpenSetupPageAsync(member)], pages);
        Assert.Single(await portal.SetupsAsync(member));
    }

    [Fact]
    public async Task Two_set_ups_finished_at_the_same_moment_leave_one_row_and_one_attached_method()
    {
        var member = await portal.AddMemberAsync();
        await portal.Stripe.HoldWebhooksAsync();
        var forgotten = await portal.OpenSetupPageAsync(member);
        var first = (await portal.SetupsAsync(member)).Single();
        await portal.RunAsync<SettleMethodSetup>(settle => settle.GiveUpAsync(first.Id, default));
        await portal.Stripe.PayAsync(forgotten);
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member), OtherCard);

        var setups = await portal.SetupsAsync(member);
        var standings = await portal.ThroughThePausesAsync(Task.WhenAll(setups.Select(s => Task.Run(() => portal.SettleAsync(s)))));

        Assert.Equal(2, standings.Length);
        Assert.All(standings, s => Assert.IsType<SetupStanding.Done>(s));
        var left = (await portal.MethodOfAsync(member))!;
        Assert.Equal([left.ProviderMethodId!], await portal.KeptAtProviderAsync(member));
    }

    [Fact]
    public async Task A_crash_between_the_provider_and_the_commit_leaves_the_old_card_until_the_new_one_is_written()
    {
        var member = await portal.AddMemberAsync();
        var old = await portal.SetUpAsync(member);
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member), OtherCard);

        await using (new TestDatabaseHold(portal.DatabaseFile))
            await Assert.ThrowsAsync<StorageUnavailableException>(() => portal.ComeBackAsync(member));
        Assert.Equal(old.ProviderMethodId, (await portal.MethodOfAsync(member))!.ProviderMethodId);

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.RunJobAsync<RecoverMethodSetups>();
        var now = (await portal.MethodOfAsync(member))!;
        Assert.Equal("4444", now.Last4);
        Assert.Equal([now.ProviderMethodId!], await portal.KeptAtProviderAsync(member));
    }

    [Fact]
    public async Task With_the_tab_closed_the_webhook_alone_puts_the_card_on_file()
    {
        var member = await portal.AddMemberAsync();
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member));

        await portal.EventsComeAsync();

        Assert.Equal("4242", (await portal.MethodOfAsync(member))?.Last4);
    }

    [Fact]
    public async Task With_the_tab_closed_and_the_webhook_lost_the_job_puts_the_card_on_file()
    {
        var member = await portal.AddMemberAsync();
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member));

        portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await portal.RunJobAsync<RecoverMethodSetups>();

        Assert.Equal("4242", (await portal.MethodOfAsync(member))?.Last4);
    }

    [Fact]
    public async Task A_card_that_the_bank_refuses_leaves_the_old_one_and_the_page_takes_another()
    {
        var member = await portal.AddMemberAsync();
        var old = await portal.SetUpAsync(member);
        var page = await portal.OpenSetupPageAsync(member);
        await portal.Stripe.PayAsync(page, StripeStand.DeclinedCard);

        var standing = Assert.IsType<SetupStanding.Waiting>(await portal.ComeBackAsync(member));

        Assert.Equal((page, "generic_decline"), (standing.Page, standing.DeclineCode));
        Assert.Equal(old.ProviderMethodId, (await portal.MethodOfAsync(member))!.ProviderMethodId);
        await portal.Stripe.PayAsync(page, OtherCard);
        Assert.IsType<SetupStanding.Done>(await portal.ComeBackAsync(member));
        Assert.Equal("4444", (await portal.MethodOfAsync(member))!.Last4);
    }

    [Fact]
    public async Task A_page_that_nobody_fills_in_is_over_and_the_next_tap_opens_another()
    {
        var member = await portal.AddMemberAsync();
        var page = await portal.OpenSetupPageAsync(member);

        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.RunJobAsync<RecoverMethodSetups>();

        Assert.Equal(AttemptState.Expired, (await portal.SetupsAsync(member)).Single().State);
        Assert.IsType<SetupStanding.Over>(await portal.ComeBackAsync(member));
        Assert.NotEqual(page, await portal.OpenSetupPageAsync(member));
    }

    [Fact]
    public async Task A_tap_on_a_page_that_is_over_opens_another_before_any_job_has_looked()
    {
        var member = await portal.AddMemberAsync();
        var page = await portal.OpenSetupPageAsync(member);

        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.NotEqual(page, await portal.OpenSetupPageAsync(member));
    }

    [Fact]
    public async Task An_answer_lost_after_the_page_was_opened_leads_to_that_very_page()
    {
        var member = await portal.AddMemberAsync();
        var page = await portal.OpenSetupPageAsync(member);
        await portal.WithDbAsync(db => db.MethodSetups.Where(s => s.MemberId == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CheckoutId, (string?)null)));

        Assert.Equal(page, await portal.OpenSetupPageAsync(member));
        Assert.Single(await portal.SetupsAsync(member));
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_the_webhook_alone()
    {
        var member = await portal.AddMemberAsync();
        var page = await portal.OpenSetupPageAsync(member);
        await portal.WithDbAsync(db => db.MethodSetups.Where(s => s.MemberId == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CheckoutId, (string?)null)));
        await portal.Stripe.PayAsync(page);

        await portal.EventsComeAsync();

        Assert.Equal("4242", (await portal.MethodOfAsync(member))?.Last4);
    }

    [Fact]
    public async Task While_the_provider_is_away_nothing_changes_and_the_try_is_over_after_a_while()
    {
        var member = await portal.AddMemberAsync();
        var old = await portal.SetUpAsync(member);
        await AwayAsync();

        Assert.IsType<SetupOutcome.ProviderAway>(await portal.ThroughThePausesAsync(portal.TapReplaceAsync(member)));
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await portal.RunJobAsync<RecoverMethodSetups>();

        Assert.Equal([AttemptState.Succeeded, AttemptState.Failed], (await portal.SetupsAsync(member)).Select(s => s.State));
        Assert.Equal(old.ProviderMethodId, (await portal.MethodOfAsync(member))!.ProviderMethodId);
        Assert.Equal("4444", (await portal.SetUpAsync(member, OtherCard)).Last4);
    }

    [Fact]
    public async Task Coming_back_while_the_provider_is_away_is_being_confirmed_and_settles_by_itself()
    {
        var member = await portal.AddMemberAsync();
        await portal.Stripe.HoldWebhooksAsync();
        await portal.Stripe.PayAsync(await portal.OpenSetupPageAsync(member));
        await AwayAsync();

        Assert.IsType<SetupStanding.Unknown>(await portal.ThroughThePausesAsync(portal.ComeBackAsync(member)));

        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await portal.RunJobAsync<RecoverMethodSetups>();
        Assert.Equal("4242", (await portal.MethodOfAsync(member))?.Last4);
    }

    [Fact]
    public async Task The_old_card_is_detached_once_the_provider_can_be_reached()
    {
        var member = await portal.AddMemberAsync();
        var old = await portal.SetUpAsync(member);
        var now = await portal.SetUpAsync(member, OtherCard);
        await AwayAsync();

        await portal.ThroughThePausesAsync(DetachAsync());
        Assert.Equal((1, (DateTime?)null), await RetiredAsync(old));
        await portal.Stripe.MendAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal([now.ProviderMethodId!], await portal.KeptAtProviderAsync(member));
        Assert.NotNull((await RetiredAsync(old)).DetachedAt);

        async Task<bool> DetachAsync()
        {
            await portal.RunJobAsync<DetachRetiredMethods>();
            return true;
        }
    }

    [Fact]
    public async Task A_customer_who_is_gone_at_the_provider_keeps_nobody_from_adding_a_card()
    {
        var member = await portal.AddMemberAsync();
        await portal.WithDbAsync(db => db.Members.Where(m => m.Id == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ProviderCustomerId, "cus_of_another_account")));

        Assert.Equal("4242", (await portal.SetUpAsync(member)).Last4);
    }

    [Fact]
    public async Task Without_an_address_that_the_provider_takes_nothing_is_begun()
    {
        var member = await portal.AddMemberAsync(email: null);

        Assert.IsType<SetupOutcome.NoAddress>(await portal.TapReplaceAsync(member));

        Assert.DoesNotContain(await portal.SetupsAsync(member), s => s.State == AttemptState.Pending);
    }

    private Task AwayAsync() => portal.Stripe.BreakAsync(new() { ["fault"] = "reset", ["path"] = "/v1/", ["times"] = 1000 });

    private Task<(int Tries, DateTime? DetachedAt)> RetiredAsync(PaymentMethod method) => portal.WithDbAsync(async db =>
    {
        var retired = await db.RetiredMethods.AsNoTracking().SingleAsync(r => r.ProviderMethodId == method.ProviderMethodId);
        return (retired.Tries, retired.DetachedAt);
    });
}
