namespace MemberPortal.Web.Jobs;

/// <summary>A job that can try one of its items again before the item's own turn comes.</summary>
internal interface IRetriesItems : IJob
{
    /// <param name="item">As the job named it when it failed.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    Task RetryAsync(string item, CancellationToken cancellationToken);
}
