using MemberPortal.Web.Features.Proof;
using MemberPortal.Web.Tests.Jobs;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace MemberPortal.Web.Tests.Kills;

/// <summary>
/// The portal, a process of its own, is killed at each fail point and started again (5-quality.md, F15, F20 to F24). In
/// between nothing is charged twice or lost; within a minute of clock time what was under way is finished or undone; and who
/// was cut short does it again and comes to the one result. The long form draws from all of them:
/// <c>KILLS=200 dotnet test tests/MemberPortal.Web.Tests --filter Killed_at_random</c> (three tries to kill each on average), and
/// <c>KILLS_SEED</c> repeats one.
/// </summary>
public abstract class KillTests(ITestOutputHelper output)
{
    /// <summary>On a machine that has nothing else to do; what took longer is said and no failure.</summary>
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    private protected Task KillAsync(Act act, string failPoint, bool triesAgainAtOnce = false) =>
        KillAsync(act, [failPoint], mustReach: true, triesAgainAtOnce);

    /// <summary>
    /// Each process dies at its fail point, the second while it mends what the first left, and so on; the last one lives. One
    /// that does not come to its fail point is killed when it has done all. Who was cut short may be back before the jobs.
    /// </summary>
    private protected async Task KillAsync(Act act, IReadOnlyList<string> failPoints, bool mustReach, bool triesAgainAtOnce)
    {
        await using var portal = new NodesPortal();
        await portal.InitializeAsync();
        await act.ArrangeAsync(portal);

        foreach (var failPoint in failPoints)
        {
            using var killed = await StartAsync(portal, failPoint);
            var died = await killed.DiesOfAsync(live => act.DoAsync(portal, live));
            Assert.True(died || !mustReach, "The fail point was not reached.");
            if (died)
                output.WriteLine($"Killed at {failPoint}");
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        using var next = await StartAsync(portal);
        if (!triesAgainAtOnce)
        {
            await next.PassAsync(0);
            await AssertNothingTwiceAsync(portal, act);
        }

        await act.DoAsync(portal, next);
        await next.PassAsync(360);   // a mail claimed by the one who died is free after five minutes
        await AssertExpectedAsync(portal, act);
    }

    private async Task<LivePortal> StartAsync(NodesPortal portal, string? failPoint = null)
    {
        var live = await LivePortal.StartAsync(portal, failPoint);
        if (live.Took > AnswersWithin)
            output.WriteLine($"Answered after {live.Took.TotalSeconds:0.0} s");
        return live;
    }

    private static async Task AssertNothingTwiceAsync(NodesPortal portal, Act act)
    {
        await portal.WithDbAsync(BooksOf.AssertProvenAsync);
        var charges = (await portal.Stripe.ChargesAsync()).Count;
        Assert.InRange(charges, 0, act.Expected.Charges);
        Assert.Equal(charges, await portal.WithDbAsync(db => db.Payments.CountAsync()));   // all that was taken is booked
    }

    private static async Task AssertExpectedAsync(NodesPortal portal, Act act)
    {
        await AssertNothingTwiceAsync(portal, act);
        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty((await portal.RunAsync<CompareWithProvider, Comparison>(compare => compare.RunAsync(default))).Differences);

        var found = await portal.WithDbAsync(async db => (
            await db.Outbox.CountAsync(m => m.Key.StartsWith("receipt:")),
            await db.PaymentMethods.CountAsync(),
            await db.Outbox.CountAsync(m => m.SentAt == null)));
        var mails = portal.Server.Accepted.Select(mail => mail.Header("Message-ID")).Distinct().Count();
        Assert.Equal(act.Expected, ((await portal.Stripe.ChargesAsync()).Count, found.Item1, mails, found.Item2));
        Assert.Equal(0, found.Item3);
        await AssertKeptAtProviderAsync(portal);
    }

    /// <summary>What is on file is at the provider, and nothing else is.</summary>
    private static async Task AssertKeptAtProviderAsync(NodesPortal portal)
    {
        var member = await portal.WithDbAsync(db => db.Members.AsNoTracking().SingleAsync());
        if (member.ProviderCustomerId is not { } customer)
            return;

        var onFile = await portal.WithDbAsync(db => db.PaymentMethods.Select(m => m.ProviderMethodId!).ToListAsync());
        Assert.Equal(onFile, await portal.Stripe.MethodsOfAsync(customer));
    }
}

[Trait("Fault", "F20"), Trait("Fault", "F21"), Trait("Fault", "F22")]
public sealed class KilledWhileChargingTests(ITestOutputHelper output) : KillTests(output)
{
    [Theory]
    [InlineData("attempt.unwritten")]
    [InlineData("attempt.uncommitted")]
    [InlineData("attempt.committed")]
    [InlineData("page.unsent")]
    [InlineData("page.unread")]
    [InlineData("page.unnoted")]
    [InlineData("page.noted")]
    [InlineData("payment.unwritten")]
    [InlineData("payment.uncommitted")]
    [InlineData("payment.committed")]
    public Task Killed_while_somebody_pays_by_link(string failPoint) => KillAsync(new PaysByLink(), failPoint);

    [Theory]
    [InlineData("charge.unsent")]
    [InlineData("charge.unread")]
    public Task Killed_while_the_card_on_file_is_charged(string failPoint) => KillAsync(new TapsCardOnFile(), failPoint);

    [Fact]
    public Task Killed_before_the_charges_answer_was_read_and_tapped_again_at_once() =>
        KillAsync(new TapsCardOnFile(), "charge.unread", triesAgainAtOnce: true);
}

public sealed class KilledBesideChargingTests(ITestOutputHelper output) : KillTests(output)
{
    [Theory, Trait("Fault", "F24")]
    [InlineData("setup.uncommitted")]
    [InlineData("setup.committed")]
    [InlineData("page.unread")]
    [InlineData("method.uncommitted")]
    [InlineData("method.committed")]
    [InlineData("detach.unsent")]
    [InlineData("detach.unread")]
    public Task Killed_while_a_card_is_replaced(string failPoint) => KillAsync(new ReplacesCard(), failPoint);

    [Theory, Trait("Fault", "F15")]
    [InlineData("event.uncommitted")]
    [InlineData("event.committed")]
    [InlineData("event.unnoted")]
    public Task Killed_while_the_provider_reports(string failPoint) => KillAsync(new ProviderReports(), failPoint);

    [Theory, Trait("Fault", "F23")]
    [InlineData("mail.uncommitted")]
    [InlineData("mail.queued")]
    [InlineData("mail.claimed")]
    [InlineData("mail.unnoted:2")]
    public Task Killed_while_a_draft_leaves(string failPoint) => KillAsync(new DraftLeaves(), failPoint);
}

[Trait("Fault", "F15"), Trait("Fault", "F20"), Trait("Fault", "F21"), Trait("Fault", "F22"), Trait("Fault", "F23"), Trait("Fault", "F24")]
public sealed class KilledAtRandomTests(ITestOutputHelper output) : KillTests(output)
{
    private static readonly (Func<Act> Act, string[] FailPoints)[] Draws =
    [
        (() => new PaysByLink(), ["attempt.unwritten", "attempt.uncommitted", "attempt.committed", "page.unsent", "page.unread", "page.unnoted", "page.noted", "payment.unwritten", "payment.uncommitted", "payment.committed", "mail.claimed", "mail.unnoted", "mail.unnoted:2"]),
        (() => new TapsCardOnFile(), ["attempt.uncommitted", "attempt.committed", "charge.unsent", "charge.unread", "payment.unwritten", "payment.uncommitted", "payment.committed", "mail.queued"]),
        (() => new ReplacesCard(), ["setup.uncommitted", "setup.committed", "page.unsent", "page.unread", "method.uncommitted", "method.committed", "detach.unsent", "detach.unread"]),
        (() => new ProviderReports(), ["event.uncommitted", "event.committed", "event.unnoted", "event.unnoted:2", "payment.uncommitted", "payment.committed", "mail.unnoted"]),
        (() => new DraftLeaves(), ["mail.uncommitted", "mail.queued", "mail.claimed", "mail.unnoted", "mail.unnoted:2"]),
    ];

    public static TheoryData<int> Seeds => LongForm.Said("KILLS_SEED") is { } one ? [one] : [.. Enumerable.Range(1, LongForm.Of("KILLS", 1))];

    [Theory, MemberData(nameof(Seeds))]
    public Task Killed_at_random_and_again_while_it_recovers(int seed)
    {
        var random = new Random(seed);
        var (act, failPoints) = Draws[random.Next(Draws.Length)];
        return KillAsync(
            act(),
            [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => failPoints[random.Next(failPoints.Length)])],
            mustReach: false,
            triesAgainAtOnce: random.Next(2) == 0);
    }
}
