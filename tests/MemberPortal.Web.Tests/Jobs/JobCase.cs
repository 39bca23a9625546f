namespace MemberPortal.Web.Tests.Jobs;

/// <summary>
/// What a job is given to do, and what must have come of it once, however often it ran, beside whom, and wherever it was
/// killed. Every job of the schedule has one: <see cref="JobCases"/>.
/// </summary>
internal abstract class JobCase
{
    /// <summary>One line an effect.</summary>
    public abstract IReadOnlyList<string> Expected { get; }

    /// <summary>Makes work for the job, and moves the clock to where it is due.</summary>
    public abstract Task ArrangeAsync(NodesPortal portal);

    /// <summary>The effects there are, in the order of <see cref="Expected"/>.</summary>
    public abstract Task<IReadOnlyList<string>> EffectsAsync(NodesPortal portal);
}
