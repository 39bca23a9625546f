namespace MemberPortal.Web.Jobs;

/// <summary>
/// Work that nobody clicks for. May be run at any moment, by several nodes at once, and killed at any line: what it does
/// is guarded by rows and unique keys, never by the scheduler.
/// </summary>
internal interface IJob
{
    Task RunAsync(CancellationToken cancellationToken);
}
