namespace MemberPortal.Web.Tests.Jobs;

/// <summary>
/// Every job of the schedule, in processes of its own on one SQLite file: safe to run twice at once and to kill at any
/// line. A job that has no case fails.
/// </summary>
public sealed class OnceOnlyTests
{
    public static TheoryData<string> Jobs => [.. Schedule.Jobs.Select(job => job.Name)];

    [Theory, MemberData(nameof(Jobs)), Trait("Fault", "F13"), Trait("Fault", "F43")]
    public async Task Two_processes_that_run_a_job_at_the_same_second_have_each_effect_once(string job)
    {
        var ours = CaseOf(job);
        await using var portal = await ArrangedAsync(ours);
        using var one = await Node.StartAsync(portal, job);
        using var other = await Node.StartAsync(portal, job);

        await Task.WhenAll(one.RunAsync(), other.RunAsync());

        Assert.Equal(ours.Expected, await ours.EffectsAsync(portal));
    }

    [Theory, MemberData(nameof(Jobs)), Trait("Fault", "F40"), Trait("Fault", "F43")]
    public async Task A_job_killed_at_half_and_run_again_has_each_effect_once(string job)
    {
        var half = await StepsOfAsync(job) / 2;
        var ours = CaseOf(job);
        await using var portal = await ArrangedAsync(ours);
        using (var killed = await Node.StartAsync(portal, job, diesAt: half))
            await killed.DieAsync();

        portal.Clock.Advance(TimeSpan.FromMinutes(10));   // a claim of the one who died has run out
        using (var next = await Node.StartAsync(portal, job))
            await next.RunAsync();

        Assert.Equal(ours.Expected, await ours.EffectsAsync(portal));
    }

    /// <summary>Undisturbed, which also shows that the case gives the job all of its work.</summary>
    private static async Task<int> StepsOfAsync(string job)
    {
        var ours = CaseOf(job);
        await using var portal = await ArrangedAsync(ours);
        Assert.NotEqual(ours.Expected, await ours.EffectsAsync(portal));
        using var alone = await Node.StartAsync(portal, job);
        var steps = await alone.RunAsync();
        Assert.Equal(ours.Expected, await ours.EffectsAsync(portal));
        return steps;
    }

    private static JobCase CaseOf(string job) =>
        JobCases.All.FirstOrDefault(named => named.Key.Name == job).Value?.Invoke()
        ?? throw new InvalidOperationException($"{job} has no case: add one to JobCases.");

    private static async Task<NodesPortal> ArrangedAsync(JobCase ours)
    {
        var portal = new NodesPortal();
        await portal.InitializeAsync();
        await ours.ArrangeAsync(portal);
        return portal;
    }
}
