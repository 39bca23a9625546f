namespace MemberPortal.Web.Jobs;

/// <summary>Asks for a job out of turn, because there is work for it now. Losing the wish costs no more than its interval.</summary>
internal interface IRunSoon
{
    Task RunSoonAsync<TJob>(CancellationToken cancellationToken) where TJob : IJob;
}

/// <summary>Where no schedule runs, nothing is asked for.</summary>
internal sealed class NoSchedule : IRunSoon
{
    public Task RunSoonAsync<TJob>(CancellationToken cancellationToken) where TJob : IJob => Task.CompletedTask;
}
