using Quartz;

namespace MemberPortal.Web.Jobs;

/// <summary>What Quartz calls: runs one of our jobs in a scope of its own. A failure is logged; the next run tries again.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob<TJob>(IServiceScopeFactory scopes, ILogger<TJob> log) : Quartz.IJob
    where TJob : notnull, IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "{Job} failed", typeof(TJob).Name);
        }
    }
}
